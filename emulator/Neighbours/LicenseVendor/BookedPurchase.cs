namespace Accounts.Emulator.Neighbours.LicenseVendor;

/// <summary>A purchase in the vendor's book.</summary>
/// <param name="Requests">How often it was asked for.</param>
/// <param name="DoneAt">With state processing: when it is done.</param>
internal sealed record BookedPurchase(
    string Reference,
    string Product,
    string Deployment,
    int Quantity,
    Contact TechnicalContact,
    string State,
    DateTimeOffset? PurchasedAt = null,
    string? Failure = null,
    int Requests = 0,
    DateTimeOffset? DoneAt = null)
{
    public const string Processing = "processing";
    public const string AwaitingVerification = "awaitingVerification";
    public const string Issued = "issued";
    public const string Failed = "failed";

    /// <summary>Keys to be had now.</summary>
    public int Keys => State == Issued && Deployment != "cloud" ? Quantity : 0;

    /// <summary>Whether this is what was asked for under the reference before.</summary>
    public bool IsFor(PurchaseRequest request) =>
        (Product, Deployment, Quantity, TechnicalContact) == (
            request.Product, request.Deployment, request.Quantity, request.TechnicalContact);
}

/// <summary>What our app sends.</summary>
internal sealed record PurchaseRequest(string Product, string Deployment, int Quantity, Contact TechnicalContact);

/// <summary>The technical contact as our app names it.</summary>
internal sealed record Contact(string Name, string Email, string? Account = null);

/// <summary>A message to be sent to our app.</summary>
/// <param name="Id">The <c>webhook-id</c>; the same at each try.</param>
/// <param name="Tries">How often it was sent without a good answer.</param>
internal sealed record Callback(string Id, string Type, string Reference, DateTimeOffset Due, int Tries = 0);
