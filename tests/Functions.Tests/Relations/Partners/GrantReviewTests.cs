using Accounts.Access.Rights;
using Accounts.Relations.Partners;

namespace Accounts.Tests.Relations.Partners;

/// <summary>What was granted, compared with what was requested.</summary>
public sealed class GrantReviewTests
{
    private static readonly DateOnly Soon = new(2027, 6, 30);
    private static readonly DateOnly Late = new(2028, 6, 30);

    [Theory]
    [InlineData("cloud:manage", "cloud:manage", "Granted cloud:manage")]
    [InlineData("cloud:manage", "", "NotGranted -")]
    [InlineData("cloud:manage", "cloud:read", "Less cloud:read")]
    [InlineData("cloud:manage", "cloud:manage until soon", "Less cloud:manage")]
    [InlineData("cloud:manage until soon", "cloud:manage", "More cloud:manage")]
    [InlineData("cloud:read", "cloud:manage", "More cloud:manage")]
    [InlineData("cloud:read", "all:read", "More all:read")]
    [InlineData("cloud:read", "all:full until soon", "Less all:full")]
    [InlineData("cloud:read", "all:full until soon, cloud:read", "Granted cloud:read; Additional all:full")]
    [InlineData("account:manage", "account:billing", "NotGranted -; Additional account:billing")]
    [InlineData("account:full", "account:billing, account:manage", "Less account:billing; Less account:manage")]
    [InlineData("all:read", "cloud:read, hosting:manage", "Less cloud:read; Additional hosting:manage")]
    [InlineData("cloud:manage, hosting:read", "cloud:manage, account:read", "Granted cloud:manage; NotGranted -; Additional account:read")]
    [InlineData("cloud:read, hosting:read", "all:read", "More all:read; More all:read")]
    public void It_is_compared_right_by_right(string requested, string granted, string lines) =>
        Assert.Equal(
            lines,
            string.Join("; ", GrantReview.Compare(Read(requested), Read(granted)).Select(line => $"{line.Outcome} {Text(line.Granted)}")));

    private static Grant[] Read(string list) => [.. list.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(One)];

    private static Grant One(string text)
    {
        var parts = text.Split(' ')[0].Split(':');
        return new Grant(
            Enum.Parse<Product>(parts[0], ignoreCase: true),
            Enum.Parse<Right>(parts[1], ignoreCase: true),
            text.EndsWith("soon", StringComparison.Ordinal) ? Soon : Late);
    }

    private static string Text(Grant? grant) => grant is null ? "-" : $"{grant.Product}:{grant.Right}".ToLowerInvariant();
}
