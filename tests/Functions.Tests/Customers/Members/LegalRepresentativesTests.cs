using Accounts.Access;
using Accounts.Customers.Members;
using Accounts.Tests.Customers.SelfService;

namespace Accounts.Tests.Customers.Members;

public sealed class LegalRepresentativesTests
{
    [Theory]
    [InlineData(Role.LegalRepresentative, Role.Admin, 1)]
    [InlineData(Role.LegalRepresentative, null, 1)]
    [InlineData(Role.Admin, Role.LegalRepresentative, 3)]
    [InlineData(Role.Admin, null, 2)]
    [InlineData(Role.Admin, Role.Billing, 2)]
    public void They_are_counted(Role from, Role? to, int count)
    {
        Assert.True((Drafts.New().Organization with { LegalRepresentatives = 2 }).With(from, to).Succeeded(out var counted, out _));
        Assert.Equal(count, counted.LegalRepresentatives);
    }

    [Theory]
    [InlineData(Role.Employee)]
    [InlineData(null)]
    public void The_last_one_stays(Role? to) =>
        Assert.IsType<LastLegalRepresentative>(
            (Drafts.New().Organization with { LegalRepresentatives = 1 }).With(Role.LegalRepresentative, to).Failure);
}
