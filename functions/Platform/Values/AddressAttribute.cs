using System.ComponentModel.DataAnnotations;

namespace Accounts.Platform.Values;

/// <summary>A setting that is the address of an external service: absolute, and HTTPS except on localhost.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AddressAttribute : ValidationAttribute
{
    /// <inheritdoc />
    public override bool IsValid(object? value) =>
        value is null
            || value is Uri { IsAbsoluteUri: true } address
                && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
}
