namespace Accounts.Sales.Orders;

/// <summary>State of an order, in one word.</summary>
public enum OrderState
{
    /// <summary>Nothing has been done yet that prevents a cancellation.</summary>
    Placed,

    /// <summary>Licenses are being bought, or services done.</summary>
    InProgress,

    /// <summary>All is delivered and done, except for licenses that cannot be bought.</summary>
    Completed,

    /// <summary>Nothing could be bought: sales agrees on a replacement with the customer, then the order is cancelled.</summary>
    Failed,

    /// <summary>The order was cancelled.</summary>
    Cancelled,
}

/// <summary>State of the mail with the confirmation.</summary>
public enum ConfirmationState
{
    /// <summary>It is being sent.</summary>
    Waiting,

    /// <summary>It was sent.</summary>
    Sent,

    /// <summary>It cannot be delivered to the address that was given.</summary>
    Undeliverable,
}

/// <summary>State of the licenses of an order.</summary>
public enum LicenseState
{
    /// <summary>Waits for the confirmation, or for the day that the customer chose.</summary>
    Waiting,

    /// <summary>The purchase has started; from here on it cannot be cancelled.</summary>
    Purchasing,

    /// <summary>The vendor waits for the technical contact to verify its account.</summary>
    AwaitingVerification,

    /// <summary>Bought; keys are recorded, cloud instances live.</summary>
    Delivered,

    /// <summary>The vendor permanently refuses the purchase.</summary>
    Failed,

    /// <summary>Cancelled before the purchase, or after it has failed.</summary>
    Cancelled,
}

/// <summary>State of the services of an order.</summary>
public enum ServiceState
{
    /// <summary>No team is notified yet.</summary>
    Ordered,

    /// <summary>The team is notified, and gets in touch.</summary>
    Commissioned,

    /// <summary>A date is agreed.</summary>
    Scheduled,

    /// <summary>Work has been recorded.</summary>
    InProgress,

    /// <summary>The last of the work is accepted, and no record waits for the customer.</summary>
    Completed,

    /// <summary>Cancelled before any work.</summary>
    Cancelled,
}

/// <summary>State of the sub-account of an order.</summary>
public enum AccountState
{
    /// <summary>It is being set up.</summary>
    Ordered,

    /// <summary>It is set up, and its lines are delivered.</summary>
    Activated,

    /// <summary>Cancelled before it was set up.</summary>
    Cancelled,
}

/// <summary>Which states may follow which.</summary>
public static class OrderStates
{
    /// <summary>Whether licenses may change from one state to another.</summary>
    public static bool MayFollow(LicenseState now, LicenseState next) => (now, next) switch
    {
        (LicenseState.Waiting, LicenseState.Purchasing or LicenseState.Cancelled) => true,
        (LicenseState.Purchasing, LicenseState.AwaitingVerification or LicenseState.Delivered or LicenseState.Failed) => true,
        (LicenseState.AwaitingVerification, LicenseState.Delivered or LicenseState.Failed) => true,
        (LicenseState.Failed, LicenseState.Cancelled) => true,
        _ => false,
    };

    /// <summary>Whether services may change from one state to another.</summary>
    public static bool MayFollow(ServiceState now, ServiceState next) => (now, next) switch
    {
        (ServiceState.Ordered, ServiceState.Commissioned or ServiceState.Cancelled) => true,
        (ServiceState.Commissioned, ServiceState.Scheduled or ServiceState.InProgress or ServiceState.Cancelled) => true,
        (ServiceState.Scheduled, ServiceState.InProgress or ServiceState.Cancelled) => true,
        (ServiceState.InProgress, ServiceState.Completed) => true,
        // Disputed work may be corrected after the last record is accepted.
        (ServiceState.Completed, ServiceState.InProgress) => true,
        _ => false,
    };
}
