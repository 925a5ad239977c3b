using Accounts.Access;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Accounts.Extranet.Opening;

/// <summary><c>GET /organizations/{organizationId}/extranet</c></summary>
public sealed class ReadExtranet(ExtranetStore extranets, IOptions<ExtranetOptions> options)
{
    /// <summary>The function.</summary>
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
/// <param name="KeptUntil">Until when an ended one keeps what is in it, and can be opened with it again.</param>
/// <param name="RetentionDays">For how many days one that is ended now keeps what is in it.</param>
public sealed record ExtranetView(bool Enabled, DateTimeOffset? Since, DateTimeOffset? KeptUntil, int RetentionDays)
{
    /// <summary>Shows an extranet.</summary>
    public static ExtranetView Of(ExtranetArea area, int retentionDays) => new(area.IsOpen, area.Since, area.KeptUntil, retentionDays);
}
