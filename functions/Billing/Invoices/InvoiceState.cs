namespace Accounts.Billing.Invoices;

/// <summary>Where an invoice stands.</summary>
public enum InvoiceState
{
    /// <summary>Entwurf: without number; can be previewed, held and dropped.</summary>
    Draft,

    /// <summary>in Prüfung: must not be finalized yet.</summary>
    InReview,

    /// <summary>It is being dropped: its charges are given back, then it is gone.</summary>
    Dropping,

    /// <summary>Its content is settled, and its number is about to be taken: nothing can stop it any more.</summary>
    Frozen,

    /// <summary>festgeschrieben: has number, date and documents, and never changes again.</summary>
    Finalized,

    /// <summary>It was mailed, or cannot be.</summary>
    Sent,

    /// <summary>storniert: all of it was taken back.</summary>
    Cancelled,
}

/// <summary>Why a draft waits.</summary>
/// <param name="Reason">A code.</param>
/// <param name="Text">What is wrong and what to do, for operators.</param>
public sealed record Review(ReviewReason Reason, string Text)
{
    /// <summary>Whether an invoice run looks again by itself at what waits for a reason: what was missing may have come.</summary>
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

    /// <summary>The customer is in a country whose ids cannot be verified here.</summary>
    CountryByHand,

    /// <summary>The credits are more than the charges: the invoices that they belong to are to be cancelled instead.</summary>
    NegativeTotal,

    /// <summary>What it would say breaks a rule of XRechnung.</summary>
    DocumentInvalid,

    /// <summary>An operator holds it.</summary>
    Held,

    /// <summary>Its documents could not be made after its number was taken; that number is in the gap log.</summary>
    NumberAbandoned,
}
