using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Customers.Contacts;

/// <summary>A validated contact form with normalized values.</summary>
public sealed record ContactDraft(
    ContactGroup Group, Salutation? Salutation, PersonName? Name, EmailAddress Email, string? Phone, Language Language, Address? Address)
{
    /// <summary>Checks the form of a changed contact. Reports all faults at once.</summary>
    public static Outcome<ContactDraft> From(ContactForm form, CustomerAccount account) => From(form, account, source: null);

    /// <summary>Checks the form of a new contact. Reports all faults at once.</summary>
    /// <param name="form">The form in the request.</param>
    /// <param name="account">The account of the organization. Its country applies to national phone numbers.</param>
    /// <param name="source">The contact that fills the gaps of the form; null when the contact is made from scratch.</param>
    public static Outcome<ContactDraft> From(ContactForm form, CustomerAccount account, Contact? source)
    {
        var errors = new FieldErrors();
        if (form.Group is null)
            errors.Add("group", "This is missing.", "One of technical, support, invoices.");
        if (form.Login is { Enabled: null })
            errors.Add("login/enabled", "This is missing.", "true or false.");

        // Another address is another mailbox, so it does not get the name of the source's person.
        var samePerson = form.Email is null && source is not null;
        var email = errors.Take("email", EmailAddress.Parse(samePerson ? source!.Email : form.Email));
        var name = NameOf(form, errors)
            ?? (samePerson && source!.FirstName is not null ? new PersonName(source.FirstName, source.LastName!) : null);
        var salutation = form.Salutation ?? (samePerson ? source!.Salutation : null);
        if (salutation is not null && name is null && errors.None)
            errors.Add("salutation", "A mailbox has no salutation.", "A first and last name with it, or leave the field out.");

        var phone = form.Phone is null
            ? source?.Phone
            // National numbers are accepted only in accounts of DE, AT and CH. Elsewhere they are ambiguous.
            : errors.Take("phone", PhoneNumber.Parse(form.Phone, Countries.Parse(account.Country)))?.ToString();
        var address = form.Address is null ? AddressOf(source, account) : Address.Parse(form.Address, errors.At("address"));
        return errors.None
            ? new ContactDraft(
                form.Group!.Value, salutation, name, email!, phone, form.Language ?? source?.Language ?? account.Language, address)
            : errors.Failure;
    }

    private static PersonName? NameOf(ContactForm form, FieldErrors errors) => form.FirstName is null && form.LastName is null
        ? null
        : PersonName.Parse(form.FirstName, form.LastName, (field, fault) => errors.Add(field, fault.Problem, fault.Expected));

    // The main contact has the company's address until it gets its own.
    private static Address? AddressOf(Contact? source, CustomerAccount account) =>
        source?.Address ?? (source?.Id == Contact.MainId ? account.Company.Address : null);
}
