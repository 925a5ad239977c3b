using Accounts.Customers.Organizations;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Subscriptions;

/// <summary>
/// Announces other prices: by mail first, and only what the mail service took counts. What it does not take keeps its price, and is
/// announced the day after, for a later period where that is too late.
/// </summary>
public sealed class PriceAnnouncing(
    CatalogStore catalog, OrganizationStore organizations, Mailer mailer, IOptions<PortalOptions> portal, TimeProvider time)
{
    /// <summary>Compares prices and mails those that differ. Safe to run twice: one mail a day for the same prices.</summary>
    /// <returns>The subscriptions after that, in their order.</returns>
    public async Task<Announced> AnnounceAsync(RenewalRun run, IReadOnlyList<Subscription> due, CancellationToken cancellationToken)
    {
        var today = CentralEurope.DayOf(time.GetUtcNow());
        var reviewed = await ReviewAsync(due, cancellationToken);
        List<PriceChange> changes = [.. reviewed.SelectMany(one => one.Changes)];
        var announcement = changes.Count == 0 ? Announcement.Sent
            : run.Announces ? await TryMailAsync(run.OrganizationId, changes, cancellationToken)
            : Announcement.Delayed;
        if (announcement == Announcement.Sent)
            return new([.. reviewed.Select(one => one.After)], announcement);
        return new(
            [
                .. reviewed.Zip(
                    due, (after, before) => after.Changes.Count == 0 ? after.After : before with { ReviewAgainOn = today.AddDays(1) }),
            ],
            announcement);
    }

    /// <summary>Compares prices with the catalog's; announces none. One storage operation at the most.</summary>
    /// <returns>What came of each, in their order.</returns>
    public async Task<IReadOnlyList<Reviewed>> ReviewAsync(IReadOnlyList<Subscription> due, CancellationToken cancellationToken)
    {
        var today = CentralEurope.DayOf(time.GetUtcNow());
        var skus = due.Where(one => IsDue(one, today)).Select(one => one.Sku).Distinct().ToList();
        if (skus.Count == 0)
            return [.. due.Select(one => new Reviewed(one, []))];
        var products = await catalog.FindAllAsync(skus, cancellationToken);
        return
        [
            .. due.Select(one => IsDue(one, today) ? PriceReview.Of(one, products.GetValueOrDefault(one.Sku), today) : new(one, [])),
        ];
    }

    private static bool IsDue(Subscription subscription, DateOnly today) =>
        PriceReview.DayOf(subscription, subscription.NextReview) <= today && !(subscription.ReviewAgainOn > today);

    private async Task<Announcement> TryMailAsync(string organizationId, List<PriceChange> changes, CancellationToken cancellationToken)
    {
        var account = (await organizations.FindAccountAsync(organizationId, cancellationToken))!.Value;
        var content = SubscriptionMails.PricesChange(
            account.Language, account.Company.Name, changes, portal.Value.Dashboard(organizationId));
        var step = string.Join('\n', changes.Select(change => $"{change.SubscriptionId} {change.From:O} {change.After.Amount}"));
        try
        {
            await mailer.SendAsync(OperationId.Of($"prices-{organizationId}", step), account.InvoiceEmail, content, cancellationToken);
            return Announcement.Sent;
        }
        // Either way nobody has read it, so that nothing was announced.
        catch (MailDelayed)
        {
            return Announcement.Delayed;
        }
        catch (MailRefused)
        {
            return Announcement.Refused;
        }
    }
}

/// <summary>What came of announcing prices.</summary>
/// <param name="After">The subscriptions with what was announced.</param>
/// <param name="Announcement">What became of the mail.</param>
public sealed record Announced(IReadOnlyList<Subscription> After, Announcement Announcement);

/// <summary>What became of a mail that announces prices.</summary>
public enum Announcement
{
    /// <summary>It was sent, or there was nothing to say.</summary>
    Sent,

    /// <summary>The mail service did not take it this time.</summary>
    Delayed,

    /// <summary>It does not arrive at the address of the invoice contact.</summary>
    Refused,
}
