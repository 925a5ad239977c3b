using Accounts.Access;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Accounts.Extranet.Opening;

/// <summary><c>GET /organizations/{organizationId}/extranet</c></summary>
public sealed class ReadExtranet(ExtranetStore extranets, IOptions<ExtranetOptions> options)
{
    [Function(nameof(GetExtranet))]
    [Allow(Who.LegalRepresentative | Who.Admin)]
    [Operation("Show whether the extranet is open", Gives = typeof(ExtranetView), HasETag = true)]
    public async Task<IResult> GetExtranet(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/extranet")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        var area = (await extranets.FindAsync(organizationId, cancellationToken)).Value;
        return Answer.Ok(ExtranetView.Of(area, options.Value.RetentionDays), area);
    }
}

/// <summary>The extranet of an organization.</summary>
/// <param name="Enabled">Whether it is open.</param>
/// <param name="Since">When it was opened, or ended; absent when it never was open.</param>
/// <param name="KeptUntil">Until when an ended extranet keeps its content, and can be opened again with it.</param>
/// <param name="RetentionDays">For how many days an extranet that is ended now keeps its content.</param>
public sealed record ExtranetView(bool Enabled, DateTimeOffset? Since, DateTimeOffset? KeptUntil, int RetentionDays)
{
    public static ExtranetView Of(ExtranetArea area, int retentionDays) => new(area.IsOpen, area.Since, area.KeptUntil, retentionDays);
}
