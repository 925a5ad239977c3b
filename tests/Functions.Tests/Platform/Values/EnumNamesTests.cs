using System.Text.Json;
using Accounts.Platform.Values;

namespace Accounts.Tests.Platform.Values;

public class EnumNamesTests
{
    [Theory]
    [InlineData("\"DE\"", Country.DE)]
    [InlineData("\"CH\"", Country.CH)]
    [InlineData("\"mr\"", Salutation.Mr)]
    [InlineData("\"mx\"", Salutation.Mx)]
    public void A_name_is_read_and_written(string json, object value)
    {
        Assert.Equal(value, JsonSerializer.Deserialize(json, value.GetType(), Json.Options));
        Assert.Equal(json, JsonSerializer.Serialize(value, Json.Options));
    }

    [Theory]
    [InlineData("\"de\"")]
    [InlineData("\"DE,AT\"")]
    [InlineData("\"FR\"")]
    [InlineData("\"0\"")]
    [InlineData("0")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("{}")]
    public void Anything_else_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Country>(json, Json.Options));
}
