using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Customers.Organizations;

/// <summary>A validated account form with normalized values.</summary>
public sealed record AccountDraft(
    Country Country,
    ContactPerson Contact,
    Company Company,
    string VatId,
    string RegisterNumber,
    string? RegisterCourt,
    PaymentMethod PaymentMethod,
    string? CardToken,
    EmailAddress InvoiceEmail)
{
    /// <summary>Checks the form. Reports all faults at once.</summary>
    /// <param name="form">The form in the request.</param>
    /// <param name="contactForm">The address of the contact form, for companies of other countries.</param>
    public static Outcome<AccountDraft> From(AccountForm form, Uri contactForm)
    {
        // Check the country first: for another one, the remaining rules mean nothing.
        foreach (var code in new[] { form.Country, form.Company?.Address?.Country })
        {
            if (IsElsewhere(code))
                return new CountryNotSelfService(contactForm);
        }

        var errors = new FieldErrors();
        var known = Countries.Parse(form.Country);
        if (known is null)
            errors.Add("country", form.Country is null ? "This is missing." : "This is not a country code.", "DE, AT or CH.");
        var country = known ?? Country.DE;
        var contact = ContactOf(form.Contact, country, errors);
        var company = CompanyOf(form.Company, country, errors);
        var vatId = errors.Take("vatId", Platform.Values.VatId.Parse(form.VatId, country));
        var register = errors.Take("registerNumber", Customers.Organizations.RegisterNumber.Parse(form.RegisterNumber, country));
        var court = CourtOf(form.RegisterCourt, country, errors);
        CheckPayment(form.Payment, errors);
        var invoiceEmail = errors.Take("invoiceEmail", EmailAddress.Parse(form.InvoiceEmail));

        // Without a country, the fields that depend on it are only checked for being present.
        if (known is null)
            errors.Forget(error => GoesByCountry(error.Place, form));
        return errors.None
            ? new AccountDraft(
                country,
                contact!,
                company!,
                vatId!.ToString(),
                register!.ToString(),
                court?.ToString(),
                form.Payment!.Method!.Value,
                form.Payment.CardToken,
                invoiceEmail!)
            : errors.Failure;
    }

    private static bool GoesByCountry(string place, AccountForm form) => place switch
    {
        "#/contact/phone" => form.Contact?.Phone is not null,
        "#/company/address/postalCode" => form.Company?.Address?.PostalCode is not null,
        "#/company/address/country" => form.Company?.Address?.Country is not null,
        "#/vatId" => form.VatId is not null,
        "#/registerNumber" => form.RegisterNumber is not null,
        "#/registerCourt" => true,
        _ => false,
    };

    private static bool IsElsewhere(string? code) =>
        code is not null && CountryCodes.Contain(code) && Countries.Parse(code) is null;

    private static ContactPerson? ContactOf(ContactPersonForm? form, Country country, FieldErrors errors)
    {
        if (errors.Section("contact", form) is null)
            return null;
        if (form!.Salutation is null)
            errors.Add("contact/salutation", "This is missing.", "One of mr, ms, mx.");
        var name = PersonName.Parse(form.FirstName, form.LastName, errors.At("contact"));
        var phone = errors.Take("contact/phone", PhoneNumber.Parse(form.Phone, country));
        return errors.None ? new(form.Salutation!.Value, name!.First, name.Last, phone!.ToString()) : null;
    }

    private static Company? CompanyOf(CompanyForm? form, Country country, FieldErrors errors)
    {
        if (errors.Section("company", form) is null)
            return null;
        var name = errors.Take("company/name", Text.ParsePrinted(form!.Name, 1, 120));
        if (errors.Section("company/address", form.Address) is not { } typed)
            return null;
        if (Countries.Parse(typed.Country) != country)
            errors.Add("company/address/country", "This is not the country of the account.", "The same code as in country.");
        var address = Address.Parse(typed.Street, typed.HouseNumber, typed.PostalCode, typed.City, country, errors.At("company/address"));
        return errors.None ? new(name!, address!) : null;
    }

    private static RegisterCourt? CourtOf(string? court, Country country, FieldErrors errors)
    {
        if (country == Country.DE)
            return errors.Take("registerCourt", Customers.Organizations.RegisterCourt.Parse(court));
        if (court is not null)
            errors.Add("registerCourt", "Only German companies have one.", "Leave the field out.");
        return null;
    }

    private static void CheckPayment(PaymentForm? form, FieldErrors errors)
    {
        if (errors.Section("payment", form) is null)
            return;
        if (form!.Method is null)
            errors.Add("payment/method", "This is missing.", "One of invoice, card.");
        if (Customers.Organizations.CardToken.FaultOf(form.CardToken, form.Method) is { } fault)
            errors.Add("payment/cardToken", fault.Problem, fault.Expected);
    }
}
