using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Customers.Contacts;

/// <summary>A contact form that passed every check, with everything in canonical form.</summary>
public sealed record ContactDraft(
    ContactGroup Group, Salutation? Salutation, PersonName? Name, EmailAddress Email, string? Phone, Language Language, Address? Address)
{
    /// <summary>Checks the form of a change; all faults are reported at once.</summary>
    public static Outcome<ContactDraft> From(ContactForm form, CustomerAccount account) => From(form, account, source: null);

    /// <summary>Checks the form of a new contact; all faults are reported at once.</summary>
    /// <param name="form">What came in.</param>
    /// <param name="account">The organization's; national phone numbers are of its country.</param>
    /// <param name="source">What the form's gaps are filled from; null when the contact is made from scratch.</param>
    public static Outcome<ContactDraft> From(ContactForm form, CustomerAccount account, Contact? source)
    {
        var errors = new FieldErrors();
        if (form.Group is null)
            errors.Add("group", "This is missing.", "One of technical, support, invoices.");
        if (form.Login is { Enabled: null })
            errors.Add("login/enabled", "This is missing.", "true or false.");

        // Another address is another mailbox: it does not get the name of the person behind the source's.
        var samePerson = form.Email is null && source is not null;
        var email = errors.Take("email", EmailAddress.Parse(samePerson ? source!.Email : form.Email));
        var name = NameOf(form, errors)
            ?? (samePerson && source!.FirstName is not null ? new PersonName(source.FirstName, source.LastName!) : null);
        var salutation = form.Salutation ?? (samePerson ? source!.Salutation : null);
        if (salutation is not null && name is null && errors.None)
            errors.Add("salutation", "A mailbox has no salutation.", "A first and last name with it, or leave the field out.");

        var phone = form.Phone is null
            ? source?.Phone
            // Without a country of ours, a number as it is dialled within could be anybody's.
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

    // The main contact sits where the company does, until it says otherwise.
    private static Address? AddressOf(Contact? source, CustomerAccount account) =>
        source?.Address ?? (source?.Id == Contact.MainId ? account.Company.Address : null);
}
