namespace Accounts.Billing.Invoices;

public enum InvoiceState
{
    /// <summary>Entwurf: without number; can be previewed, held and dropped.</summary>
    Draft,

    /// <summary>in Prüfung: must not be finalized yet.</summary>
    InReview,

    /// <summary>It is being dropped: its charges become open again, then it is deleted.</summary>
    Dropping,

    /// <summary>Its content is final, and it gets its number next. An operator can no longer stop it.</summary>
    Frozen,

    /// <summary>festgeschrieben: has number, date and documents, and never changes again.</summary>
    Finalized,

    /// <summary>It was mailed, or the mail cannot be delivered.</summary>
    Sent,

    /// <summary>storniert: all of it was cancelled.</summary>
    Cancelled,
}

/// <summary>Why a draft waits.</summary>
/// <param name="Reason">A code.</param>
/// <param name="Text">What is wrong and what to do, for operators.</param>
public sealed record Review(ReviewReason Reason, string Text)
{
    /// <summary>
    /// Whether invoice runs automatically retry drafts that wait for a reason, because what was missing may have arrived.
    /// </summary>
    public static bool IsTriedAgain(ReviewReason reason) =>
        reason is ReviewReason.TaxIdNotVerified or ReviewReason.TaxIdMissing or ReviewReason.DocumentInvalid;
}

/// <summary>Why a draft can wait.</summary>
public enum ReviewReason
{
    /// <summary>The official service has not verified the customer's VAT id.</summary>
    TaxIdNotVerified,

    /// <summary>The customer has no VAT id.</summary>
    TaxIdMissing,

    /// <summary>The customer is in a country whose VAT ids cannot be verified here.</summary>
    CountryByHand,

    /// <summary>The credits exceed the charges. The invoices that they belong to must be cancelled instead.</summary>
    NegativeTotal,

    /// <summary>The document would break a rule of XRechnung.</summary>
    DocumentInvalid,

    /// <summary>An operator holds it.</summary>
    Held,

    /// <summary>Its documents could not be made after its number was taken; that number is in the gap log.</summary>
    NumberAbandoned,
}
