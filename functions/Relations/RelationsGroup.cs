using Accounts.Relations.Partners;
using Accounts.Relations.SubAccounts;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Accounts.Relations;

/// <summary>Organizations that act for others. Each part may use the parts before it in this list.</summary>
public static class RelationsGroup
{
    public static void AddRelations(this FunctionsApplicationBuilder builder) => builder.Services
        .AddPartners()
        .AddSubAccounts(builder.Configuration);
}
