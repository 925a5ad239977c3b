using Accounts.Platform.Values;

namespace Accounts.Tests.Platform.Values;

public sealed class IdsTests
{
    [Fact]
    public void Ids_sort_by_time_and_are_well_formed()
    {
        var ids = Enumerable.Range(0, 20_000).Select(i => Ids.New(App.Start.AddSeconds(i))).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.True(Ids.IsWellFormed(id), id));
    }

    [Theory]
    [InlineData(0x0123456789AB)]
    [InlineData(0x012345678901)]
    [InlineData(0x01A411111111)]
    public void There_is_an_id_at_any_time(long milliseconds) =>
        Assert.StartsWith(
            milliseconds.ToString("x12", null), Ids.New(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)), StringComparison.Ordinal);
}
