using Accounts.Platform.Mail;

namespace Accounts.Relations.Partners;

/// <summary>The text for each mail of a partnership.</summary>
internal static class PartnershipTexts
{
    /// <summary>The mail; null when it no longer applies.</summary>
    public static MailContent? Of(
        PartnershipMailStep step, ManagedCustomer customer, string partner, Representative receiver, DateOnly today, Uri portal)
    {
        var (language, name) = (receiver.Language, receiver.Name);
        var standing = customer.Grants.Where(grant => grant.Until >= today).ToList();
        var ending = standing.Where(grant => grant.Until == step.Step?.Day).ToList();
        var toCustomer = step.Mail == PartnershipMail.EndNoticeToCustomer;
        return step.Mail switch
        {
            PartnershipMail.EndedToPartner or PartnershipMail.EndedToCustomer =>
                customer.EndedBy is { } by ? PartnershipMails.Ended(language, name, customer.Name, partner, by) : null,
            _ when customer.EndedAt is not null => null,
            PartnershipMail.Review =>
                PartnershipMails.Review(language, name, customer.Name, customer.CustomerId, standing, days: 0, portal),
            PartnershipMail.ReviewReminder when customer.ReviewedAt is null =>
                PartnershipMails.Review(language, name, customer.Name, customer.CustomerId, standing, step.Step!.Days, portal),
            PartnershipMail.Changed => PartnershipMails.Changed(language, name, customer.Name, customer.CustomerId, standing, portal),
            PartnershipMail.EndNoticeToPartner or PartnershipMail.EndNoticeToCustomer when ending.Count > 0 =>
                PartnershipMails.EndNotice(
                    language, name, toCustomer ? partner : customer.Name, toCustomer, ending, customer.AutoExtend, portal),
            _ => null,
        };
    }
}
