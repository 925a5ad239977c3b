using System.ComponentModel.DataAnnotations;

namespace Accounts.Platform.Values;

/// <summary>A setting that is the address of somebody else's service: absolute, and HTTPS but for the own machine.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AddressAttribute : ValidationAttribute
{
    /// <inheritdoc />
    public override bool IsValid(object? value) =>
        value is null
            || value is Uri { IsAbsoluteUri: true } address
                && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
}
