using System.ComponentModel.DataAnnotations;
using JobsGateway.Stores.Abstractions.Configuration;
using Microsoft.Extensions.Configuration;

namespace JobsGateway.Stores.Abstractions.Tests.Configuration;

/// <summary>A section becomes an options type, and everything wrong with it is told.</summary>
public sealed class OptionsReaderTests
{
    public enum Colour
    {
        Red,
        Green,
    }

    [Fact]
    public void Every_type_is_read()
    {
        var options = Valid(
            "Text= a text ", "Flag=TRUE", "Number=-7", "Ratio=0.25", "Pause=00:00:01.5", "Address=https://a.example/x", "Colour=green", "Limit=3",
            "Nested:Number=5", "Names:0=a", "Names:1=b", "Parts:x:Number=1", "Parts:y:Number=2", "Must=set");
        Assert.Equal(" a text ", options.Text);
        Assert.True(options.Flag);
        Assert.Equal(-7, options.Number);
        Assert.Equal(0.25, options.Ratio);
        Assert.Equal(TimeSpan.FromSeconds(1.5), options.Pause);
        Assert.Equal(new Uri("https://a.example/x"), options.Address);
        Assert.Equal(Colour.Green, options.Colour);
        Assert.Equal(3, options.Limit);
        Assert.Equal(5, options.Nested.Number);
        Assert.Equal(["a", "b"], options.Names);
        Assert.Equal(1, options.Parts["X"].Number);
        Assert.Equal(2, options.Parts["y"].Number);
    }

    [Theory]
    [InlineData()]
    [InlineData("text=", "FLAG=", "Number=", "Ratio=", "Pause=", "Address=", "Colour=", "Limit=", "Nested:Number=")]
    public void What_is_not_set_or_empty_is_the_default(params string[] settings)
    {
        var options = Valid([.. settings, "Must=set"]);
        Assert.Equal(new SomeOptions { Must = "set", Nested = options.Nested, Names = options.Names, Parts = options.Parts }, options);
        Assert.Equal(new NestedOptions(), options.Nested);
        Assert.Equal(["default"], options.Names);
        Assert.Empty(options.Parts);
    }

    [Fact]
    public void A_section_goes_on_top_of_options_that_have_values()
    {
        var options = new SomeOptions { Text = "from code", Number = 8, Nested = new NestedOptions { Number = 9 } };
        var errors = new List<ConfigurationError>();
        var section = new ConfigurationBuilder().AddInMemoryCollection([new("Some:Text", "from the section"), new("Some:Must", "set")]).Build().GetSection("Some");
        OptionsReader.ReadInto(options, section, errors);
        Assert.Empty(errors);
        Assert.Equal(("from the section", 8, 9), (options.Text, options.Number, options.Nested.Number));
    }

    [Theory]
    [InlineData("Flag=yes", "Flag", "\"yes\" is neither true nor false")]
    [InlineData("Number=1.5", "Number", "\"1.5\" is no whole number")]
    [InlineData("Number=99999999999", "Number", "is no whole number")]
    [InlineData("Number= 1", "Number", "is no whole number")]
    [InlineData("Ratio=0,5", "Ratio", "is no number; write it like 0.5")]
    [InlineData("Pause=5", "Pause", "is no duration; write it like 00:00:30")]
    [InlineData("Pause=5s", "Pause", "is no duration")]
    [InlineData("Pause=24:00:00", "Pause", "is no duration")]
    [InlineData("Address=studio", "Address", "is no absolute http(s) address")]
    [InlineData("Address=/etc", "Address", "is no absolute http(s) address")]
    [InlineData("Address=ftp://a", "Address", "is no absolute http(s) address")]
    [InlineData("Colour=blue", "Colour", "is none of Red, Green")]
    [InlineData("Colour=1", "Colour", "is none of Red, Green")]
    [InlineData("Colour=Red, Green", "Colour", "is none of Red, Green")]
    [InlineData("Limit=many", "Limit", "is no whole number")]
    [InlineData("Limit=0", "Limit", "\"0\" is out of range; write a value from 1 to 10")]
    [InlineData("Limit=11", "Limit", "is out of range")]
    [InlineData("Pause=01:00:01", "Pause", "is out of range; write a value from 00:00:00")]
    [InlineData("Nested:Number=x", "Nested:Number", "is no whole number")]
    [InlineData("Parts:x:Number=x", "Parts:x:Number", "is no whole number")]
    [InlineData("Text:Sub=1", "Text", "is a single value, not a section")]
    [InlineData("Nested=1", "Nested", "has no value of its own; its settings are Number")]
    [InlineData("Parts:x=1", "Parts:x", "has no value of its own; its settings are Number")]
    [InlineData("Names=a", "Names", "write \"Names\": [ \"a\" ], or Some__Names__0 in the environment")]
    [InlineData("Txet=1", "Txet", "is not a setting here; the settings are Text, Flag,")]
    [InlineData("Nested:Nmuber=1", "Nested:Nmuber", "is not a setting here; the settings are Number")]
    public void A_wrong_setting_is_told_with_the_cure(string setting, string key, string message)
    {
        var error = Assert.Single(Read("Must=set", setting).Errors);
        Assert.Equal("Some:" + key, error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_required_setting_must_be_set() =>
        Assert.Equal(new ConfigurationError("Some:Must", "is not set; write it"), Assert.Single(Read("Text=x").Errors));

    [Fact]
    public void All_errors_are_told_at_once()
    {
        var errors = Read("Flag=yes", "Number=x", "Txet=1", "Nested:Number=x", "Limit=0").Errors;
        Assert.Equal(
            ["Some:Flag", "Some:Limit", "Some:Must", "Some:Nested:Number", "Some:Number", "Some:Txet"], errors.Select(error => error.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Keys_of_others_are_left_to_them()
    {
        var errors = new List<ConfigurationError>();
        OptionsReader.Read<NestedOptions>(Section("type=x", "Resilience:Retry:MaxAttempts=x"), errors, "Type", "Resilience");
        Assert.Empty(errors);
        OptionsReader.Read<NestedOptions>(Section("Typ=x"), errors, "Type", "Resilience");
        Assert.Equal("is not a setting here; the settings are Number, Type, Resilience", Assert.Single(errors).Message);
    }

    [Fact]
    public void An_error_says_where_it_is() => Assert.Equal("Some:Key: is wrong", new ConfigurationError("Some:Key", "is wrong").ToString());

    private static SomeOptions Valid(params string[] settings)
    {
        var (options, errors) = Read(settings);
        Assert.Empty(errors);
        return options;
    }

    private static (SomeOptions Options, List<ConfigurationError> Errors) Read(params string[] settings)
    {
        var errors = new List<ConfigurationError>();
        return (OptionsReader.Read<SomeOptions>(Section(settings), errors), errors);
    }

    private static IConfigurationSection Section(params string[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).Select(setting => KeyValuePair.Create("Some:" + setting[0], (string?)setting[1])))
        .Build()
        .GetSection("Some");

    private sealed record SomeOptions
    {
        public string Text { get; init; } = "default";

        public bool Flag { get; init; }

        public int Number { get; init; } = 42;

        public double Ratio { get; init; } = 0.5;

        [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ParseLimitsInInvariantCulture = true)]
        public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(5);

        public Uri? Address { get; init; }

        public Colour Colour { get; init; }

        [Range(1, 10)]
        public int? Limit { get; init; }

        [Required(ErrorMessage = "is not set; write it")]
        public string? Must { get; init; }

        public NestedOptions Nested { get; init; } = new();

        public IReadOnlyList<string> Names { get; init; } = ["default"];

        public IReadOnlyDictionary<string, NestedOptions> Parts { get; init; } = new Dictionary<string, NestedOptions>();
    }

    private sealed record NestedOptions
    {
        public int Number { get; init; } = 1;
    }
}
