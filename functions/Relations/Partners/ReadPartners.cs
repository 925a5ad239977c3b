using Accounts.Access;
using Accounts.Access.Rights;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Accounts.Relations.Partners;

/// <summary><c>GET /organizations/{organizationId}/partners</c>: the customer's side.</summary>
public sealed class ReadPartners(PartnerStore partners, TimeProvider time)
{
    [Function(nameof(ListPartners))]
    [Allow(Who.LegalRepresentative)]
    [Operation(
        "List the partners of an organization with what they may do, ended partnerships included",
        Gives = typeof(PageView<PartnerView>),
        Pages = true)]
    public async Task<IResult> ListPartners(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "organizations/{organizationId}/partners")] HttpRequest request,
        string organizationId,
        CancellationToken cancellationToken)
    {
        if (!PageRequest.From(request).Succeeded(out var page, out var failure))
            return failure;
        var today = CentralEurope.DayOf(time.GetUtcNow());
        return Answer.Ok((await partners.ListAsync(organizationId, page, cancellationToken)).Show(record => PartnerView.Of(record, today)));
    }
}

/// <summary>A partnership as the customer sees it.</summary>
/// <param name="PartnerId">The partner's customer number, which names it in routes.</param>
/// <param name="Name">The partner's name.</param>
/// <param name="Grants">What its members may do today and until when; none once the partnership has ended.</param>
/// <param name="AutoExtend">Whether each grant is extended by six months on its last day.</param>
/// <param name="RequestedGrants">What the partner asked for.</param>
/// <param name="Since">Since when it is a partner.</param>
/// <param name="Etag">For <c>If-Match</c> when changing the grants.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="EndedBy">What ended it.</param>
public sealed record PartnerView(
    string PartnerId,
    string Name,
    IReadOnlyList<Grant> Grants,
    bool AutoExtend,
    IReadOnlyList<Grant> RequestedGrants,
    DateTimeOffset Since,
    string Etag,
    DateTimeOffset? EndedAt,
    PartnershipEnd? EndedBy)
{
    public static PartnerView Of(PartnerRecord record, DateOnly today) => new(
        record.PartnerId,
        record.PartnerName,
        record.EndedAt is null ? record.Standing(today) : [],
        record.AutoExtend,
        record.Requested,
        record.Since,
        ETags.Of(record),
        record.EndedAt,
        record.EndedBy);
}
