using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using JobsGateway.Import.Reading;
using MongoDB.Bson;
using MongoDB.Bson.IO;

namespace JobsGateway.Import.Tests;

public class ExtendedJsonTests
{
    [Property(MaxTest = 300, Arbitrary = [typeof(Documents)])]
    public void It_reads_what_the_MongoDB_library_writes_and_as_the_library_reads_it(BsonDocument document, bool canonical)
    {
        var json = canonical ? Canonical(document) : document.ToJson(new JsonWriterSettings { OutputMode = JsonOutputMode.RelaxedExtendedJson });
        Assert.Equal(Canonical(BsonDocument.Parse(json)), Canonical(Read(json)));
    }

    [Theory]
    [InlineData("5", BsonType.Int32)]
    [InlineData("-2147483649", BsonType.Int64)]
    [InlineData("5.0", BsonType.Double)]
    [InlineData("9223372036854775808", BsonType.Double)]
    [InlineData("""{"$numberLong":"5"}""", BsonType.Int64)]
    [InlineData("""{"$numberDouble":"-0.0"}""", BsonType.Double)]
    [InlineData("""{"$date":"2024-03-01T10:00:00.123Z"}""", BsonType.DateTime)]
    [InlineData("""{"$date":{"$numberLong":"-62198755200000"}}""", BsonType.DateTime)]
    [InlineData("""{"$date":1709287200000}""", BsonType.DateTime)]
    [InlineData("""{"$uuid":"00112233-4455-6677-8899-aabbccddeeff"}""", BsonType.Binary)]
    [InlineData("""{"$binary":"AQI=","$type":"00"}""", BsonType.Binary)]
    [InlineData("""{"$regex":"a","$options":"i"}""", BsonType.RegularExpression)]
    [InlineData("""{"$undefined":true}""", BsonType.Null)]
    [InlineData("""{"$oid":5}""", BsonType.Document)]
    [InlineData("""{"$oid":"65e1f3a07c1b2d0012a40001","x":1}""", BsonType.Document)]
    [InlineData("""{"$set":{"a":1}}""", BsonType.Document)]
    public void A_value_has_the_type_its_form_says(string json, BsonType type) => Assert.Equal(type, Read($$"""{"v":{{json}}}""")["v"].BsonType);

    [Theory]
    [InlineData("""{"v":{"$oid":"xyz"}}""")]
    [InlineData("""{"v":{"$numberInt":"many"}}""")]
    [InlineData("""{"v":{"$date":"someday"}}""")]
    [InlineData("""{"v":{"$binary":{"base64":"?","subType":"00"}}}""")]
    public void A_wrapper_with_the_wrong_text_is_an_error(string json) => Assert.Throws<FormatException>(() => Read(json));

    [Fact]
    public void Half_a_surrogate_pair_is_replaced_as_the_database_does() => Assert.Equal("a\ufffd\n\"b", Read("""{"v":"a\ud800\n\"b"}""")["v"].AsString);

    [Fact]
    public void Keys_keep_their_dots_and_their_order() =>
        Assert.Equal(["z", "a.b", "$c"], Read("""{"z":1,"a.b":2,"$c":3}""").Names);

    private static string Canonical(BsonDocument document) => document.ToJson(new JsonWriterSettings { OutputMode = JsonOutputMode.CanonicalExtendedJson });

    private static BsonDocument Read(string json) => ExtendedJsonReader.Read(Encoding.UTF8.GetBytes(json));

    private static class Documents
    {
        public static Arbitrary<BsonDocument> Document() => Arb.From(Gen.Sized(size => DocumentOf(Math.Min(size / 10, 3))));

        private static Gen<BsonDocument> DocumentOf(int depth) =>
            from names in Gen.ArrayOf(Gen.Elements("a", "b", "x.y", "$foo", "1", "", "é", "\"", "c", "d"))
            from values in Gen.ArrayOf(ValueOf(depth), names.Length)
            select new BsonDocument(names.Zip(values).DistinctBy(p => p.First).Select(p => new BsonElement(p.First, p.Second)));

        private static Gen<BsonValue> ValueOf(int depth) => depth == 0
            ? Scalar()
            : Gen.Frequency((3, Scalar()), (1, DocumentOf(depth - 1).Select(d => (BsonValue)d)), (1, Gen.ArrayOf(ValueOf(depth - 1)).Select(a => (BsonValue)new BsonArray(a))));

        private static Gen<BsonValue> Scalar() => Gen.OneOf(
            ArbMap.Default.GeneratorFor<int>().Select(i => (BsonValue)i),
            ArbMap.Default.GeneratorFor<long>().Select(l => (BsonValue)l),
            ArbMap.Default.GeneratorFor<double>().Select(d => (BsonValue)d),
            ArbMap.Default.GeneratorFor<decimal>().Select(d => (BsonValue)new Decimal128(d)),
            ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => (BsonValue)s.Get),
            ArbMap.Default.GeneratorFor<long>().Select(l => (BsonValue)new BsonDateTime(l)),
            ArbMap.Default.GeneratorFor<long>().Select(l => (BsonValue)new BsonTimestamp(l)),
            ArbMap.Default.GeneratorFor<byte[]>().Select(b => (BsonValue)new BsonBinaryData(b)),
            ArbMap.Default.GeneratorFor<Guid>().Select(g => (BsonValue)new BsonBinaryData(g, GuidRepresentation.Standard)),
            Gen.Elements<BsonValue>(
                BsonNull.Value, BsonBoolean.True, BsonBoolean.False, BsonMinKey.Value, BsonMaxKey.Value, new BsonRegularExpression("a/b", "im"),
                new BsonJavaScript("f()"), new BsonJavaScriptWithScope("f()", new BsonDocument("x", 1)), BsonSymbol.Create("s"), ObjectId.Parse("65e1f3a07c1b2d0012a40001")));
    }
}
