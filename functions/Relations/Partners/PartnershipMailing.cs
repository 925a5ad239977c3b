using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Accounts.Platform.Values;
using Microsoft.Extensions.Options;

namespace Accounts.Relations.Partners;

/// <summary>Writes and sends the mails of the process of a partnership.</summary>
public sealed class PartnershipMailing(
    CustomerStore customers,
    InvitationStore invitations,
    OrganizationStore organizations,
    PartnershipReceivers receivers,
    Mailer mailer,
    IOptions<PortalOptions> portal,
    TimeProvider time)
{
    /// <summary>The mails for a step that is due.</summary>
    public static IReadOnlyList<PartnershipMailStep> MailsOf(PartnershipStep due) => due.Kind == PartnershipStepKind.ReviewReminder
        ? [new(PartnershipMail.ReviewReminder, due)]
        : [new(PartnershipMail.EndNoticeToPartner, due), new(PartnershipMail.EndNoticeToCustomer, due)];

    /// <summary>Sends the mails, except those that no longer apply.</summary>
    /// <returns>Whether one of them can never be delivered.</returns>
    public async Task<bool> SendAsync(
        Mailing<PartnershipRun> step, IReadOnlyList<PartnershipMailStep> mails, CancellationToken cancellationToken)
    {
        var run = step.Input;
        if (mails.Count == 0
            || await customers.FindAsync(run.PartnerId, run.PartnershipId, cancellationToken) is not { Value: var customer }
            || await invitations.FindAsync(run.PartnerId, run.PartnershipId, cancellationToken) is not { Value: var request })
            return false;
        request = await organizations.NameAsync(run.PartnerId, request, cancellationToken);
        var today = CentralEurope.DayOf(time.GetUtcNow());
        List<OutgoingMail> outgoing = [];
        foreach (var mail in mails)
        {
            var toCustomer = mail.Mail is PartnershipMail.EndNoticeToCustomer or PartnershipMail.EndedToCustomer;
            var receiver = toCustomer
                ? await receivers.FindAsync(customer.CustomerId, customer.AcceptedBy, cancellationToken)
                : await receivers.FindAsync(run.PartnerId, Representative.Of(request.InvitedBy), cancellationToken);
            if (receiver is null
                || PartnershipTexts.Of(mail, customer, request.OrganizationName, receiver, today, portal.Value.BaseUrl!) is not { } content)
                continue;
            var operation = OperationId.Of(
                step.ProcessId, FormattableString.Invariant($"{mail.Mail}-{mail.Version}-{mail.Step?.Days}-{mail.Step?.Day:O}"));
            outgoing.Add(new(operation, receiver.Email, content));
        }

        return await mailer.SendAllAsync(outgoing, cancellationToken);
    }
}
