namespace Accounts.Emulator.Neighbours.LicenseVendor;

/// <summary>A purchase in the vendor's book.</summary>
/// <param name="Requests">The number of requests for it.</param>
/// <param name="DoneAt">In state processing: when it will be done.</param>
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

    /// <summary>The number of keys that can be read now.</summary>
    public int Keys => State == Issued && Deployment != "cloud" ? Quantity : 0;

    /// <summary>Whether the request is for this same purchase.</summary>
    public bool IsFor(PurchaseRequest request) =>
        (Product, Deployment, Quantity, TechnicalContact) == (
            request.Product, request.Deployment, request.Quantity, request.TechnicalContact);
}

/// <summary>The request that our app sends.</summary>
internal sealed record PurchaseRequest(string Product, string Deployment, int Quantity, Contact TechnicalContact);

/// <summary>The technical contact as our app sends it.</summary>
internal sealed record Contact(string Name, string Email, string? Account = null);

/// <summary>A webhook message for our app.</summary>
/// <param name="Id">The <c>webhook-id</c>; the same for each attempt.</param>
/// <param name="Tries">The number of attempts that failed.</param>
internal sealed record Callback(string Id, string Type, string Reference, DateTimeOffset Due, int Tries = 0);
