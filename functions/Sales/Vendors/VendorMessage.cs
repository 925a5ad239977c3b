using System.ComponentModel.DataAnnotations;
using Accounts.Platform.Http;

namespace Accounts.Sales.Vendors;

/// <summary>
/// A message of the license vendor. It only says that a purchase should be checked: what counts is the vendor's answer when it is
/// asked.
/// </summary>
public sealed record VendorMessage
{
    /// <summary>What has happened.</summary>
    [Required]
    public VendorMessageType? Type { get; init; }

    /// <summary>When it happened.</summary>
    [Required]
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The purchase that it concerns.</summary>
    [Required]
    public VendorMessageData? Data { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static VendorMessage Example { get; } = new()
    {
        Type = VendorMessageType.LicensesIssued,
        Timestamp = new DateTimeOffset(2026, 11, 2, 9, 30, 0, TimeSpan.Zero),
        Data = new VendorMessageData { Reference = "1234567-1-1" },
    };

    /// <summary>The reference of the purchase; a failure when something is missing.</summary>
    internal Outcome<string> Check()
    {
        var errors = new FieldErrors();
        if (Type is null)
            errors.Add("type", "This is missing.", "One of accountVerified, licensesIssued, purchaseFailed.");
        if (Timestamp is null)
            errors.Add("timestamp", "This is missing.", "A time such as 2026-12-31T12:00:00Z.");
        if (Data?.Reference is not { Length: > 0 and <= 100 })
            errors.Add("data/reference", "This is missing or too long.", "The reference of the purchase.");
        return errors.None ? Data!.Reference! : errors.Failure;
    }
}

/// <summary>What a message is about.</summary>
public sealed record VendorMessageData
{
    /// <summary>Our reference of the purchase.</summary>
    [Required]
    [StringLength(100, MinimumLength = 1)]
    public string? Reference { get; init; }
}

/// <summary>What can happen at the vendor.</summary>
public enum VendorMessageType
{
    /// <summary>The technical contact has verified its account.</summary>
    AccountVerified,

    /// <summary>Licenses are issued.</summary>
    LicensesIssued,

    /// <summary>The purchase failed.</summary>
    PurchaseFailed,
}
