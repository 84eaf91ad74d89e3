using System.Text.Json.Nodes;
using FsCheck.Xunit;
using JobsGateway.Comparison.Tests.Support;
using static JobsGateway.Comparison.Tests.Support.Compared;

namespace JobsGateway.Comparison.Tests;

/// <summary>What holds for every document.</summary>
[Properties(Arbitrary = [typeof(RandomJsonGenerator)], MaxTest = 300)]
public sealed class ComparerProperties
{
    private static readonly ComparisonRules All = new() { MaxDifferences = int.MaxValue };

    [Property]
    public void A_document_is_equal_to_itself_written_anew_with_its_keys_in_another_order(RandomJson json, int seed) =>
        Assert.Empty(Texts(json.Text, Written(Shuffled.Keys(json.Parse(), new(seed)))));

    [Property]
    public void The_sides_can_be_changed_over(RandomJson left, RandomJson right)
    {
        var there = Json(left.Text, right.Text, All).Select(d => (d.Path, d.Kind, d.Left, d.Right));
        var back = Json(right.Text, left.Text, All).Select(d => (d.Path, Other(d.Kind), d.Right, d.Left));
        Assert.Equal(there.Order(), back.Order());
    }

    [Property]
    public void Every_single_change_of_a_value_is_found_where_it_is(RandomJson json)
    {
        var document = json.Parse();
        foreach (var place in Place.In(document))
        {
            foreach (var value in new[] { "null", "true", "1.25", "\"other\"", "[7]", "{\"new\":8}" }.Select(text => JsonNode.Parse(text)))
            {
                var differences = Texts(json.Text, Written(place.With(document, value)), All);
                if (Kind(place.Of(document)) != Kind(value))
                    Assert.Equal([$"Type at {Named(place)}"], differences);
                else if (!JsonNode.DeepEquals(place.Of(document), value))
                    Assert.All(differences.DefaultIfEmpty("none"), d => Assert.Contains($" at {(place.IsTop ? "" : place.Path)}", d, StringComparison.Ordinal));
                else
                    Assert.Empty(differences);
            }
        }
    }

    [Property]
    public void Every_change_of_a_text_or_number_is_one_difference_of_value(RandomJson json)
    {
        var document = json.Parse();
        foreach (var place in Place.In(document).Where(place => Kind(place.Of(document)) is 's' or 'n'))
        {
            var value = Kind(place.Of(document)) == 's' ? JsonValue.Create("other") : JsonNode.Parse("12345678901234567890.25");
            Assert.Equal([$"Value at {Named(place)}"], Texts(json.Text, Written(place.With(document, value)), All));
        }
    }

    [Property]
    public void Every_removal_and_every_addition_is_found_where_it_is(RandomJson json)
    {
        var document = json.Parse();
        foreach (var place in Place.In(document).Where(place => !place.IsTop))
        {
            var less = Written(place.Without(document));
            var (there, back) = (Texts(json.Text, less, All), Texts(less, json.Text, All));
            Assert.Contains(place.IsInObject ? $"Missing at {place.Path}" : $"Length at {Named(place.Parent)}", there);
            Assert.Contains(place.IsInObject ? $"Extra at {place.Path}" : $"Length at {Named(place.Parent)}", back);
            if (place.IsInObject)
                Assert.Equal((1, 1), (there.Length, back.Length));
        }
    }

    [Property(MaxTest = 100)]
    public void A_pattern_hides_what_it_covers_and_nothing_else(RandomJson json)
    {
        var document = json.Parse();
        Place[] places = [.. Place.In(document).Where(place => !place.IsTop)];
        foreach (var ignored in places)
        {
            var rules = All with { Ignore = Patterns(ignored.Path) };
            foreach (var changed in places)
            {
                var differences = Texts(json.Text, Written(changed.With(document, JsonValue.Create("changed"))), rules);
                Assert.Equal(!ignored.Covers(changed), differences.Length > 0);
            }
        }
    }

    [Property]
    public void Elements_in_another_order_are_equal_where_the_order_does_not_count(RandomJson json, int seed)
    {
        var rules = All with { Unordered = Patterns("**") };
        Assert.Empty(Texts(json.Text, Written(Shuffled.KeysAndElements(json.Parse(), new(seed))), rules));
    }

    [Property]
    public void A_path_is_a_pattern_that_names_its_place(RandomJson json)
    {
        Place[] places = [.. Place.In(json.Parse()).Where(place => !place.IsTop)];
        foreach (var place in places)
            Assert.All(places, other => Assert.Equal(place.Covers(other), Pattern(place.Path).IsMatch(other.Path)));
    }

    private static string Written(JsonNode? json) => json?.ToJsonString() ?? "null";

    private static string Named(Place place) => place.IsTop ? "the top" : place.Path;

    private static char Kind(JsonNode? json) => json?.GetValueKind() switch
    {
        null => '0',
        System.Text.Json.JsonValueKind.Object => '{',
        System.Text.Json.JsonValueKind.Array => '[',
        System.Text.Json.JsonValueKind.String => 's',
        System.Text.Json.JsonValueKind.Number => 'n',
        _ => 'b',
    };

    private static DifferenceKind Other(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Missing => DifferenceKind.Extra,
        DifferenceKind.Extra => DifferenceKind.Missing,
        _ => kind,
    };
}
