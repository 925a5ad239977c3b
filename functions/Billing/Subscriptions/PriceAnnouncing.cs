using Accounts.Customers.Organizations;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Subscriptions;

/// <summary>
/// Announces new prices. The mail is sent first, and only prices in a mail that the mail service accepted are valid. Otherwise the old
/// price stays, and the new one is announced the day after, for a later period if it is too late.
/// </summary>
public sealed class PriceAnnouncing(
    CatalogStore catalog, OrganizationStore organizations, Mailer mailer, IOptions<PortalOptions> portal, TimeProvider time)
{
    /// <summary>Compares prices, and mails those that differ. Safe to run twice: the same changes are mailed once.</summary>
    /// <returns>The subscriptions afterwards, in the same order.</returns>
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

    /// <summary>Compares prices with the catalog's, without announcing them. At most one storage operation.</summary>
    /// <returns>The result for each, in the same order.</returns>
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
        // In both cases the customer did not get the mail, so nothing was announced.
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

/// <summary>The result of announcing prices.</summary>
/// <param name="After">The subscriptions, with the prices that were announced.</param>
/// <param name="Announcement">The result of the mail.</param>
public sealed record Announced(IReadOnlyList<Subscription> After, Announcement Announcement);

/// <summary>The result of a mail that announces prices.</summary>
public enum Announcement
{
    /// <summary>It was sent, or there was nothing to announce.</summary>
    Sent,

    /// <summary>The mail service did not accept it this time.</summary>
    Delayed,

    /// <summary>It cannot be delivered to the invoice contact.</summary>
    Refused,
}
