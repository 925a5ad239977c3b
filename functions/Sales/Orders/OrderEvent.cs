namespace Accounts.Sales.Orders;

/// <summary>An event of an order, as its timeline shows it.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Subject">What it concerns: a product, an appointment or a record; never personal data.</param>
public sealed record OrderEvent(DateTimeOffset At, OrderEventKind Kind, string? Subject = null);

/// <summary>What can happen to an order.</summary>
public enum OrderEventKind
{
    /// <summary>The order was placed.</summary>
    Placed,

    /// <summary>The confirmation was mailed.</summary>
    ConfirmationSent,

    /// <summary>The confirmation cannot be mailed to the address that was given.</summary>
    ConfirmationUndeliverable,

    /// <summary>The confirmation goes to the customer, because the address that was given has reached its daily mail limit.</summary>
    ConfirmationRedirected,

    /// <summary>The order was cancelled.</summary>
    Cancelled,

    /// <summary>The purchase of the licenses has started.</summary>
    PurchaseStarted,

    /// <summary>The vendor waits until the technical contact has verified its account.</summary>
    VerificationAwaited,

    /// <summary>The technical contact's account at the vendor is verified.</summary>
    AccountVerified,

    /// <summary>The licenses are delivered.</summary>
    LicensesDelivered,

    /// <summary>The vendor refuses the purchase.</summary>
    PurchaseFailed,

    /// <summary>A team is in charge of the services.</summary>
    TeamAssigned,

    /// <summary>A date was agreed.</summary>
    AppointmentAgreed,

    /// <summary>Work was recorded.</summary>
    WorkRecorded,

    /// <summary>Recorded work was accepted.</summary>
    WorkAccepted,

    /// <summary>Recorded work counts as accepted, because nobody disputed it in time.</summary>
    WorkAcceptedBySilence,

    /// <summary>Recorded work was disputed.</summary>
    WorkDisputed,

    /// <summary>All services are done.</summary>
    ServicesCompleted,

    /// <summary>The sub-account is set up.</summary>
    AccountActivated,
}
