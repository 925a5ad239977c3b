using static Accounts.Emulator.Neighbours.LicenseVendor.BookedPurchase;

namespace Accounts.Emulator.Neighbours.LicenseVendor;

/// <summary>The vendor's rules without HTTP: it sells, asks for verification, issues licenses, and reports by callbacks.</summary>
internal sealed class VendorSales(VendorBook book, NeighbourSettings neighbours, TimeProvider time)
{
    private static readonly TimeSpan Slowly = TimeSpan.FromMinutes(10);

    /// <summary>Raised when there may be something to send, or to finish later.</summary>
    public event Action? Changed;

    public string BehaviourFor(string product) => neighbours.BehaviourOf(VendorBehaviour.Setting, product);

    /// <summary>Sells, or counts one more request for the same purchase; null when the reference belongs to another purchase.</summary>
    public BookedPurchase? Sell(string reference, PurchaseRequest request)
    {
        BookedPurchase? sold = null;
        book.Change(content =>
        {
            if (content.Purchases.TryGetValue(reference, out var known))
            {
                sold = known.IsFor(request) ? known with { Requests = known.Requests + 1 } : null;
                return sold is null ? content : content.With(sold);
            }

            var (made, callbacks) = Make(content, reference, request);
            sold = made with { Requests = content.Refused.GetValueOrDefault(reference) + 1 };
            return content.With(sold).With(callbacks);
        });
        Changed?.Invoke();
        return sold;
    }

    /// <summary>Stores that a purchase was refused.</summary>
    public void Refuse(string reference) => book.Change(content => content.WithRefusal(reference));

    /// <summary>Refuses the first request for a purchase.</summary>
    /// <returns>Whether this request was the first one.</returns>
    public bool RefuseFirst(string reference)
    {
        var isFirst = false;
        book.Change(content =>
        {
            isFirst = !content.Purchases.ContainsKey(reference) && !content.Refused.ContainsKey(reference);
            return isFirst ? content.WithRefusal(reference) : content;
        });
        return isFirst;
    }

    /// <summary>The contact follows the link in the vendor's mail: all purchases that wait for it are issued.</summary>
    /// <returns>The number of these purchases.</returns>
    public int Verify(string email)
    {
        var waiting = 0;
        book.Change(content =>
        {
            var address = email.Trim().ToLowerInvariant();
            var changed = content.Verified.Contains(address) ? content : content with { Verified = [.. content.Verified, address] };
            foreach (var purchase in content.Purchases.Values.Where(
                purchase => purchase.State == AwaitingVerification && IsOf(purchase, address)))
            {
                waiting++;
                string[] types = ["accountVerified", "licensesIssued"];
                if (BehaviourFor(purchase.Product) == VendorBehaviour.OutOfOrder)
                    Array.Reverse(types);
                changed = changed.With(purchase with { State = Issued }).With([.. types.SelectMany(type => Tell(purchase, type))]);
            }

            return changed;
        });
        Changed?.Invoke();
        return waiting;
    }

    /// <summary>Finishes purchases whose processing time has passed.</summary>
    public void FinishDue()
    {
        var now = time.GetUtcNow();
        if (book.Read().Purchases.Values.Any(purchase => purchase.DoneAt <= now))
            book.Change(content => content.Purchases.Values.Where(purchase => purchase.DoneAt <= now).Aggregate(content, Finish));
    }

    private VendorBook.Content Finish(VendorBook.Content content, BookedPurchase purchase)
    {
        var begun = purchase with { DoneAt = null };
        var done = BehaviourFor(purchase.Product) == VendorBehaviour.Fails
            ? begun with { State = Failed, Failure = "productDiscontinued" }
            : Issue(content, begun);
        var type = done.State switch { Failed => "purchaseFailed", Issued => "licensesIssued", _ => null };
        return content.With(done).With(type is null ? [] : Tell(done, type));
    }

    private (BookedPurchase Made, Callback[] Callbacks) Make(VendorBook.Content content, string reference, PurchaseRequest request)
    {
        var purchase = new BookedPurchase(
            reference, request.Product, request.Deployment, request.Quantity, request.TechnicalContact, Processing);
        if (BehaviourFor(request.Product) is VendorBehaviour.Slow or VendorBehaviour.Fails)
            return (purchase with { DoneAt = time.GetUtcNow() + Slowly }, []);
        var made = Issue(content, purchase);
        return (made, made.State == Issued ? Tell(made, "licensesIssued") : []);
    }

    private BookedPurchase Issue(VendorBook.Content content, BookedPurchase purchase)
    {
        var contact = purchase.TechnicalContact;
        var known = content.Verified.Contains(contact.Email.ToLowerInvariant())
            || contact.Account is not null
                && BehaviourFor(purchase.Product) is not (VendorBehaviour.AsksForVerification or VendorBehaviour.OutOfOrder);
        return purchase with { State = known ? Issued : AwaitingVerification, PurchasedAt = time.GetUtcNow() };
    }

    private Callback[] Tell(BookedPurchase purchase, string type)
    {
        var callback = new Callback("msg_" + Guid.NewGuid().ToString("N"), type, purchase.Reference, time.GetUtcNow());
        return BehaviourFor(purchase.Product) switch
        {
            VendorBehaviour.ForgetsCallbacks => [],
            VendorBehaviour.AnswersTwice => [callback, callback, callback with { Id = "msg_" + Guid.NewGuid().ToString("N") }],
            _ => [callback],
        };
    }

    private static bool IsOf(BookedPurchase purchase, string address) =>
        purchase.TechnicalContact.Email.Equals(address, StringComparison.OrdinalIgnoreCase);
}
