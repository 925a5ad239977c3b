using Accounts.Platform.Mail;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Microsoft.Extensions.Options;

namespace Accounts.Sales.Licenses;

/// <summary>The mails of the license process. None of them contains a key.</summary>
public enum LicenseMail
{
    /// <summary>The licenses are delivered.</summary>
    Delivered,

    /// <summary>The vendor waits for an account to be verified.</summary>
    Reminder,

    /// <summary>The same, for the last time.</summary>
    LastReminder,

    /// <summary>Nobody has verified the account.</summary>
    VerificationOverdue,

    /// <summary>The vendor does not sell the licenses.</summary>
    PurchaseFailed,

    /// <summary>The vendor does not answer, or not as agreed.</summary>
    VendorTrouble,
}

/// <summary>The receiver of a mail.</summary>
public enum LicenseMailReceiver
{
    /// <summary>The address that the confirmation went to.</summary>
    Customer,

    /// <summary>The person at the customer who handles the licenses.</summary>
    TechnicalContact,

    /// <summary>The provider's sales team.</summary>
    Sales,
}

/// <summary>A mail of the process.</summary>
/// <param name="Mail">Which mail.</param>
/// <param name="Receiver">The receiver.</param>
/// <param name="Number">Distinguishes several mails of this kind.</param>
public sealed record LicenseMailKind(LicenseMail Mail, LicenseMailReceiver Receiver, int Number = 0);

/// <summary>Mails of the process that go out together.</summary>
/// <param name="Run">The order.</param>
/// <param name="Mails">Which mails.</param>
public sealed record LicenseMailStep(LicenseRun Run, IReadOnlyList<LicenseMailKind> Mails);

/// <summary>Writes and sends the mails of the license process.</summary>
public sealed class LicenseMailing(
    LicenseStore licenses, IOrderBilling billing, Mailer mailer, IOptions<MailOptions> mail, IOptions<PortalOptions> portal)
{
    /// <summary>Sends mails; may run twice.</summary>
    /// <param name="processId">Together with the kind of a mail, makes it the same mail when it is sent twice.</param>
    /// <param name="order">The order.</param>
    /// <param name="lines">Its lines of licenses.</param>
    /// <param name="mails">Which mails.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether one of them can never be delivered.</returns>
    public async Task<bool> SendAsync(
        string processId,
        Order order,
        IReadOnlyList<OrderLine> lines,
        IReadOnlyList<LicenseMailKind> mails,
        CancellationToken cancellationToken)
    {
        var purchases = await licenses.PurchasesAsync(OrderId.Parse(order.Id)!, cancellationToken);
        List<OutgoingMail> outgoing = [];
        foreach (var one in mails)
        {
            var to = one.Receiver switch
            {
                LicenseMailReceiver.Sales => mail.Value.SalesAddress,
                LicenseMailReceiver.TechnicalContact => TechnicalContactOf(order),
                _ => order.MailAddress,
            };
            if (to is null)
                continue;
            var language = one.Receiver == LicenseMailReceiver.Sales ? Language.German : order.Language;
            var withdrawn = one is { Mail: LicenseMail.PurchaseFailed, Receiver: LicenseMailReceiver.Sales } ? await WithdrawnAsync(
                order, cancellationToken) : [];
            var content = ContentOf(one, order, new LicenseMailLines(lines, purchases, language), withdrawn, language);
            outgoing.Add(new(OperationId.Of(processId, $"{one.Mail}-{one.Receiver}-{one.Number}"), to, content));
        }

        return await mailer.SendAllAsync(outgoing, cancellationToken);
    }

    // One person in both roles gets one mail.
    private static string? TechnicalContactOf(Order order) =>
        order.TechnicalContact!.Email is var email
        && order.MailsTechnicalContact
        && !email.Equals(order.MailAddress, StringComparison.OrdinalIgnoreCase)
            ? email
            : null;

    private async Task<IReadOnlyList<string>> WithdrawnAsync(Order order, CancellationToken cancellationToken) =>
        [.. (await billing.ChargedAsync(OrderId.Parse(order.Id)!, cancellationToken))
            .Where(charged => charged.IsWithdrawal).Select(charged => charged.ChargeId)];

    private MailContent ContentOf(
        LicenseMailKind step, Order order, LicenseMailLines lines, IReadOnlyList<string> withdrawn, Language language)
    {
        var about = new LicenseMailSubject(order.Id, order.PurchaseOrderNumber, order.Customer.Company.Name);
        var link = portal.Value.Order(order.Id);
        return step.Mail switch
        {
            LicenseMail.Delivered => LicenseMails.Delivered(language, about, lines.Delivered, link),
            LicenseMail.Reminder or LicenseMail.LastReminder => LicenseMails.Reminder(
                language,
                step.Mail == LicenseMail.LastReminder,
                about,
                order.TechnicalContact!.Name,
                order.TechnicalContact.Email,
                lines.Vendors,
                link),
            LicenseMail.PurchaseFailed when step.Receiver == LicenseMailReceiver.Customer =>
                LicenseMails.Failed(language, about, lines.Failed, link),
            LicenseMail.PurchaseFailed => LicenseMails.FailedForSales(language, about, lines.FailedWithCodes, withdrawn),
            LicenseMail.VerificationOverdue => LicenseMails.OverdueForSales(language, about),
            _ => LicenseMails.TroubleForSales(language, about),
        };
    }
}
