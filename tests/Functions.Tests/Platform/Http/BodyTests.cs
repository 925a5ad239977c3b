using System.Text;
using Accounts.Access;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Accounts.Tests.Platform.Http;

public sealed class BodyTests
{
    [Theory]
    [InlineData("""{"name":"Hanna","count":3,"big":9007199254740993,"yes":true,"day":"2026-12-31","at":"2026-12-31T12:00:00+01:00","role":"admin","names":["a","b"],"inner":{"name":"x"},"inners":[{}]}""")]
    [InlineData("{}")]
    [InlineData("""{"name":null,"inner":null,"names":null,"count":null,"role":null}""")]
    [InlineData("""  {"n\u0061me" : "escaped" }  """)]
    [InlineData("""{"name":"\ud83d\ude00 Grüße"}""")]
    public async Task What_fits_the_type_is_taken(string json) => Assert.NotNull(await TakenAsync(json));

    [Theory]
    [InlineData("""{"nam":1}""", "#/nam")]
    [InlineData("""{"Name":"x"}""", "#/Name")]
    [InlineData("""{"a/b~ü\u202e":"x"}""", "#/a~1b~0%C3%BC%E2%80%AE")]
    [InlineData("""{"4111 1111 1111 1111":"x"}""", "#")]
    [InlineData("""{"nameNameNameNameNameNameNameNameNameNameNameNameNameNameNameNameN":"x"}""", "#")]
    [InlineData("""{"inner":{"inner":{"x":1}}}""", "#/inner/inner/x")]
    [InlineData("""{"inners":[{},{"x":1}]}""", "#/inners/1/x")]
    [InlineData("""{"name":"a","name":"a"}""", "#/name")]
    [InlineData("""{"name":"a","n\u0061me":"a"}""", "#/name")]
    [InlineData("""{"inner":{"count":1,"count":2}}""", "#/inner/count")]
    [InlineData("""{"name":5}""", "#/name")]
    [InlineData("""{"name":{}}""", "#/name")]
    [InlineData("""{"count":"5"}""", "#/count")]
    [InlineData("""{"count":1.5}""", "#/count")]
    [InlineData("""{"yes":"true"}""", "#/yes")]
    [InlineData("""{"role":1}""", "#/role")]
    [InlineData("""{"names":"a"}""", "#/names")]
    [InlineData("""{"names":["a",null]}""", "#/names/1")]
    [InlineData("""{"names":["a",1]}""", "#/names/1")]
    [InlineData("""{"inner":[]}""", "#/inner")]
    [InlineData("""{"inner":"x"}""", "#/inner")]
    [InlineData("""{"name":"\ud800"}""", "#/name")]
    [InlineData("""{"name":"\udc00\ud800"}""", "#/name")]
    [InlineData("""{"\ud800":"x"}""", "#")]
    [InlineData("""{"inner":{"\udc00":"x"}}""", "#/inner")]
    [InlineData("null", "#")]
    [InlineData("[]", "#")]
    [InlineData("\"text\"", "#")]
    [InlineData("5", "#")]
    [InlineData("", "#")]
    [InlineData("   ", "#")]
    [InlineData("not json", "#")]
    [InlineData("{\"name\":\"a\"", "#")]
    [InlineData("{\"name\":\"a\",}", "#")]
    [InlineData("{\"name\":\"a\"} {}", "#")]
    [InlineData("{/* comment */}", "#")]
    [InlineData("{'name':'a'}", "#")]
    [InlineData("{\"count\":NaN}", "#")]
    [InlineData("{\"count\":01}", "#")]
    [InlineData("{\"name\":\"a\nb\"}", "#")]
    [InlineData("\ufeff{}", "#")]
    public async Task What_does_not_fit_is_named_by_its_place(string json, string place)
    {
        var error = Assert.Single(await ErrorsAsync(Encoding.UTF8.GetBytes(json)));
        Assert.Equal(place, error.Place);
        Assert.NotEqual("", error.Problem);
        Assert.NotEqual("", error.Expected);
    }

    [Theory]
    [InlineData("""{"count":2147483648}""", "#/count")]
    [InlineData("""{"count":1e400}""", "#/count")]
    [InlineData("""{"big":9223372036854775808}""", "#/big")]
    [InlineData("""{"day":"2026-02-30"}""", "#/day")]
    [InlineData("""{"at":"yesterday"}""", "#/at")]
    [InlineData("""{"role":"Admin"}""", "#/role")]
    [InlineData("""{"role":"admin,billing"}""", "#/role")]
    [InlineData("""{"count":-3e9}""", "#/count")]
    [InlineData("""{"inners":[{"role":""}]}""", "#/inners/0/role")]
    public async Task A_value_that_the_field_cannot_hold_is_a_wrong_field(string json, string place)
    {
        Assert.False((await ReadAsync(Encoding.UTF8.GetBytes(json))).Succeeded(out _, out var failure));
        Assert.Equal(place, Assert.Single(Assert.IsType<InvalidFields>(failure).Errors).Place);
    }

    [Theory]
    [InlineData("1.0", 1)]
    [InlineData("100e-2", 1)]
    [InlineData("2e3", 2000)]
    [InlineData("-0.0", 0)]
    [InlineData("2147483647.000", int.MaxValue)]
    public async Task A_number_without_a_fraction_is_whole_however_it_is_written(string number, int value)
    {
        var form = await TakenAsync($$"""{"count":{{number}},"big":{{number}}}""");
        Assert.Equal((value, value), (form.Count, form.Big));
    }

    [Fact]
    public async Task All_faults_are_named_at_once()
    {
        var json = """{"nam":"x","count":1.5,"role":"Admin","inner":{"day":"never"}}"""u8.ToArray();
        Assert.Equal(["#/nam", "#/count", "#/role", "#/inner/day"], (await ErrorsAsync(json)).Select(error => error.Place));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0xAF })] // overlong
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })] // a surrogate
    [InlineData(new byte[] { 0xE4 })] // Latin-1
    public async Task Invalid_UTF_8_is_refused_in_values_and_in_names(byte[] bytes)
    {
        Assert.Single(await ErrorsAsync([.. "{\"name\":\""u8, .. bytes, .. "\"}"u8]));
        Assert.Single(await ErrorsAsync([.. "{\""u8, .. bytes, .. "\":1}"u8]));
        Assert.Single(await ErrorsAsync([.. "{}"u8, .. bytes]));
    }

    [Fact]
    public async Task UTF_16_is_refused() => Assert.Single(await ErrorsAsync(Encoding.Unicode.GetBytes("""{"name":"a"}""")));

    [Theory]
    [InlineData(15, true)]
    [InlineData(16, false)]
    [InlineData(10_000, false)]
    public async Task Nesting_has_a_limit(int inner, bool taken)
    {
        var json = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"inner\":", inner)) + "{}" + new string('}', inner));
        var read = await ReadAsync(json);
        Assert.Equal(taken, read.Succeeded(out _, out var failure));
        Assert.True(taken || failure is MalformedBody { Errors.Count: 1 });
    }

    [Fact]
    public async Task At_most_twenty_faults_are_named()
    {
        var fields = string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"x{i}\":1"));
        Assert.Equal(20, (await ErrorsAsync(Encoding.UTF8.GetBytes("{" + fields + "}"))).Count);
        foreach (var item in new[] { "null", "1" })
        {
            var items = string.Join(',', Enumerable.Repeat(item, 1000));
            Assert.Equal(20, (await ErrorsAsync(Encoding.UTF8.GetBytes("{\"names\":[" + items + "]}"))).Count);
        }
    }

    [Fact]
    public async Task No_value_that_was_sent_is_repeated()
    {
        var errors = await ErrorsAsync("""{"unknown":"secret","name":{"secret":1},"role":"secret","count":"secret"}"""u8.ToArray());
        Assert.Equal(4, errors.Count);
        Assert.All(errors, error => Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json; charset=utf-8", true)]
    [InlineData("application/vnd.example+json", true)]
    [InlineData("text/json", false)]
    [InlineData("text/plain", false)]
    [InlineData("application/x-www-form-urlencoded", false)]
    [InlineData("application", false)]
    [InlineData(null, false)]
    public async Task Only_JSON_is_taken(string? contentType, bool taken)
    {
        var read = await ReadAsync("{}"u8.ToArray(), contentType);
        Assert.Equal(taken, read.Succeeded(out _, out var failure));
        Assert.True(taken || failure is UnsupportedMediaType);
    }

    [Theory]
    [InlineData(256 * 1024, true)]
    [InlineData(256 * 1024 + 1, false)]
    public async Task The_size_is_counted_whatever_the_length_says(int bytes, bool taken)
    {
        var body = Encoding.UTF8.GetBytes("{}".PadRight(bytes));
        foreach (var length in new long?[] { null, bytes })
        {
            var read = await ReadAsync(body, length: length);
            Assert.Equal(taken, read.Succeeded(out _, out var failure));
            Assert.True(taken || failure is BodyTooLarge { Limit: 256 * 1024 });
        }
    }

    private static async Task<Form> TakenAsync(string json)
    {
        Assert.True((await ReadAsync(Encoding.UTF8.GetBytes(json))).Succeeded(out var form, out var failure), failure?.ToString());
        return form;
    }

    private static async Task<IReadOnlyList<FieldError>> ErrorsAsync(byte[] body)
    {
        Assert.False((await ReadAsync(body)).Succeeded(out _, out var failure));
        return Assert.IsType<MalformedBody>(failure).Errors;
    }

    private static Task<Outcome<Form>> ReadAsync(byte[] body, string? contentType = "application/json", long? length = null)
    {
        var request = new DefaultHttpContext().Request;
        request.Body = new MemoryStream(body);
        request.ContentType = contentType;
        request.ContentLength = length;
        return Body.ReadAsync<Form>(request, default);
    }

    private sealed record Form
    {
        public string? Name { get; init; }

        public int? Count { get; init; }

        public long? Big { get; init; }

        public bool? Yes { get; init; }

        public DateOnly? Day { get; init; }

        public DateTimeOffset? At { get; init; }

        public Role? Role { get; init; }

        public IReadOnlyList<string>? Names { get; init; }

        public Form? Inner { get; init; }

        public IReadOnlyList<Form>? Inners { get; init; }
    }
}
