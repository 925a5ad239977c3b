using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Orders;
using Accounts.Sales.Vendors;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Accounts.Sales.Licenses;

/// <summary>What the process needs to know of an order.</summary>
/// <param name="State">Where its licenses stand.</param>
/// <param name="ProcureAt">When they are to be bought, in UTC.</param>
/// <param name="Lines">Its lines of licenses.</param>
public sealed record LicenseOrderGlance(LicenseState State, DateTime ProcureAt, IReadOnlyList<int> Lines);

/// <summary>What the process needs to know of a purchase.</summary>
/// <param name="Line">The line.</param>
/// <param name="State">Where it stands.</param>
/// <param name="PurchasedAt">When it was bought, in UTC; null when it is not.</param>
/// <param name="Misunderstood">Whether the vendor does not take our requests for it.</param>
/// <param name="Unreached">Whether the vendor could not be asked, so that this is how it stood before.</param>
public sealed record PurchaseGlance(int Line, PurchaseState State, DateTime? PurchasedAt, bool Misunderstood = false, bool Unreached = false)
{
    /// <summary>Whether nothing more is to be expected.</summary>
    public bool IsSettled => State is PurchaseState.Delivered or PurchaseState.Failed;
}

/// <summary>Lines to buy.</summary>
public sealed record BuyStep(LicenseRun Run, IReadOnlyList<int> Lines);

/// <summary>A line whose licenses are to be recorded.</summary>
public sealed record RecordStep(LicenseRun Run, int Line);

/// <summary>The side effects of <see cref="LicenseProcess"/>; each may run twice. None of them returns a key: what they return stands in the process' history.</summary>
public sealed partial class LicenseActivities(
    OrderStore orders,
    OrderProgress progress,
    LicenseStore licenses,
    LicensePurchasing purchasing,
    LicenseInvoicing invoicing,
    LicenseMailing mailing,
    TimeProvider time,
    ILogger<LicenseActivities> logger)
{
    /// <summary>How the order stands.</summary>
    [Function(nameof(LookAtLicenseOrder))]
    public async Task<LicenseOrderGlance> LookAtLicenseOrder([ActivityTrigger] LicenseRun run, CancellationToken cancellationToken)
    {
        var (order, lines) = await FindAsync(run, cancellationToken);
        var day = order.Value.ProcureOn is { } wished ? CentralEurope.StartOf(wished) : order.Value.PlacedAt;
        return new(order.Value.Licenses ?? LicenseState.Cancelled, day.UtcDateTime, [.. lines.Select(line => line.Number)]);
    }

    /// <summary>Starts the purchase, unless the order was cancelled: both change the state on the order's row, so only one of them can.</summary>
    /// <returns>Where the licenses stand then.</returns>
    [Function(nameof(StartPurchase))]
    public Task<LicenseState> StartPurchase([ActivityTrigger] LicenseRun run, CancellationToken cancellationToken) =>
        MoveAsync(run, LicenseState.Purchasing, [OrderEventKind.PurchaseStarted], cancellationToken);

    /// <summary>Buys lines, or looks what has become of them.</summary>
    [Function(nameof(BuyLicenses))]
    public async Task<IReadOnlyList<PurchaseGlance>> BuyLicenses([ActivityTrigger] BuyStep step, CancellationToken cancellationToken)
    {
        var (order, lines) = await FindAsync(step.Run, cancellationToken);
        var glances = new List<PurchaseGlance>();
        foreach (var line in lines.Where(line => step.Lines.Contains(line.Number)))
        {
            try
            {
                glances.Add(GlanceOf(line, await purchasing.BuyAsync(order.Value, line, cancellationToken)));
            }
            // Either is about this line; the others go on.
            catch (VendorUnavailable)
            {
                glances.Add(GlanceOf(line, await KnownAsync(order.Value, line, cancellationToken)) with { Unreached = true });
            }
            catch (VendorMisunderstanding e)
            {
                LogMisunderstood(logger, order.Value.Id, line.Number, e.Message);
                glances.Add(GlanceOf(line, await KnownAsync(order.Value, line, cancellationToken)) with { Misunderstood = true });
            }
        }

        return glances;
    }

    /// <summary>Records the next licenses of a line.</summary>
    /// <returns>How many keys are left to record; null when the vendor cannot be reached now.</returns>
    [Function(nameof(RecordLicenses))]
    public async Task<int?> RecordLicenses([ActivityTrigger] RecordStep step, CancellationToken cancellationToken)
    {
        var (order, lines) = await FindAsync(step.Run, cancellationToken);
        try
        {
            return await purchasing.RecordAsync(order.Value, lines.Single(line => line.Number == step.Line), cancellationToken);
        }
        catch (VendorUnavailable)
        {
            // No try of the engine: meanwhile the other lines would wait.
            return null;
        }
    }

    /// <summary>Notes on the order that the vendor waits for the technical contact; once.</summary>
    [Function(nameof(NoteVerificationAwaited))]
    public Task NoteVerificationAwaited([ActivityTrigger] LicenseRun run, CancellationToken cancellationToken) =>
        MoveAsync(run, LicenseState.AwaitingVerification, [OrderEventKind.VerificationAwaited], cancellationToken);

    /// <summary>Notes that what is bought has to be invoiced, each line once, and what is not to be after all.</summary>
    [Function(nameof(NoteLicensesToInvoice))]
    public Task NoteLicensesToInvoice([ActivityTrigger] LicenseRun run, CancellationToken cancellationToken) =>
        invoicing.NoteAsync(OrderId.Parse(run.OrderId)!, cancellationToken);

    /// <summary>Notes on the order that its licenses are delivered, or that none can be; once.</summary>
    [Function(nameof(SettleLicenses))]
    public async Task SettleLicenses([ActivityTrigger] LicenseRun run, CancellationToken cancellationToken)
    {
        var order = (await FindAsync(run, cancellationToken)).Order;
        var purchases = await licenses.PurchasesAsync(OrderId.Parse(run.OrderId)!, cancellationToken);
        var delivered = purchases.Any(purchase => purchase.State == PurchaseState.Delivered);
        var events = new List<OrderEventKind>();
        if (delivered && order.Value.Licenses == LicenseState.AwaitingVerification)
            events.Add(OrderEventKind.AccountVerified);
        if (purchases.Any(purchase => purchase.State == PurchaseState.Failed))
            events.Add(OrderEventKind.PurchaseFailed);
        if (delivered)
            events.Add(OrderEventKind.LicensesDelivered);
        await MoveAsync(run, delivered ? LicenseState.Delivered : LicenseState.Failed, events, cancellationToken);
    }

    /// <summary>Sends one mail.</summary>
    [Function(nameof(SendLicenseMail))]
    public async Task SendLicenseMail([ActivityTrigger] LicenseMailStep step, CancellationToken cancellationToken)
    {
        var (order, lines) = await FindAsync(step.Run, cancellationToken);
        await mailing.SendAsync(step, order.Value, lines, cancellationToken);
    }

    /// <summary>Brings the licenses of an order to their next state; does nothing when they are there, or beyond.</summary>
    private async Task<LicenseState> MoveAsync(LicenseRun run, LicenseState next, IReadOnlyList<OrderEventKind> events, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var moved = await progress.MoveAsync(
            OrderId.Parse(run.OrderId)!,
            order => order.With(next).Succeeded(out var after, out _) ? new(after, [.. events.Select(kind => new OrderEvent(now, kind))]) : null,
            cancellationToken);
        return moved.Licenses ?? LicenseState.Cancelled;
    }

    private static PurchaseGlance GlanceOf(OrderLine line, Purchase? purchase) =>
        new(line.Number, purchase?.State ?? PurchaseState.Begun, purchase?.PurchasedAt?.UtcDateTime);

    private async Task<Purchase?> KnownAsync(Order order, OrderLine line, CancellationToken cancellationToken) =>
        (await licenses.FindPurchaseAsync(OrderId.Parse(order.Id)!, line.Number, cancellationToken))?.Value;

    private async Task<(Stored<Order> Order, IReadOnlyList<OrderLine> Lines)> FindAsync(LicenseRun run, CancellationToken cancellationToken)
    {
        var id = OrderId.Parse(run.OrderId)!;
        var order = await orders.FindAsync(id, cancellationToken) ?? throw new InvalidOperationException("Orders are never deleted.");
        return (order, [.. (await orders.LinesAsync(id, cancellationToken)).Where(line => line.Kind == ProductKind.License)]);
    }

    [LoggerMessage(LogLevel.Error, "Line {Line} of order {Order} cannot be bought, and needs somebody to look at it: {Reason}")]
    private static partial void LogMisunderstood(ILogger logger, string order, int line, string reason);
}
