using System.ComponentModel.DataAnnotations;
using Accounts.Platform.Values;

namespace Accounts.Customers.TaxIds;

/// <summary>Section <c>TaxRegisters</c>: the official services that know tax ids.</summary>
public sealed class TaxRegisterOptions : IValidatableObject
{
    /// <summary>For Germany and Austria.</summary>
    public RegisterAddress Vies { get; set; } = new();

    /// <summary>For Switzerland.</summary>
    public RegisterAddress SwissUid { get; set; } = new();

    /// <summary>Our own VAT id. Only a requester that says who it is gets a consultation number.</summary>
    public string RequesterVatId { get; set; } = "";

    /// <summary>Our own VAT id, parsed.</summary>
    internal VatId Requester =>
        FindRequester() ?? throw new InvalidOperationException("TaxRegisters:RequesterVatId has not been validated.");

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Vies.IsRight)
            yield return new ValidationResult(
                "Set TaxRegisters:Vies:BaseUrl to the address of the VIES REST interface, "
                    + "https://ec.europa.eu/taxation_customs/vies/rest-api.");
        if (!SwissUid.IsRight)
            yield return new ValidationResult(
                "Set TaxRegisters:SwissUid:BaseUrl to the address of the UID register's web services, https://www.uid-wse.admin.ch/V5.0.");
        if (FindRequester() is null)
            yield return new ValidationResult(
                "Set TaxRegisters:RequesterVatId to the German or Austrian VAT id of the company that runs this service.");
    }

    private VatId? FindRequester() => VatId.Parse(RequesterVatId, Country.DE).Value ?? VatId.Parse(RequesterVatId, Country.AT).Value;
}

/// <summary>Where a register is.</summary>
public sealed class RegisterAddress
{
    /// <summary>Base address, without the trailing slash.</summary>
    public Uri? BaseUrl { get; set; }

    internal bool IsRight => BaseUrl is not null && new AddressAttribute().IsValid(BaseUrl);

    internal string Of(string path) => $"{BaseUrl!.OriginalString.TrimEnd('/')}/{path}";
}
