namespace Accounts.Emulator.Neighbours.LicenseVendor;

/// <summary>
/// Behaviours of the license vendor, set by <c>licenseVendor</c>; the vendor's product code distinguishes the cases.
/// </summary>
internal static class VendorBehaviour
{
    public const string Setting = "licenseVendor";

    /// <summary>Sells at once; issues at once to contacts whose account it knows, and asks the others for verification.</summary>
    public const string Normal = "normal";

    /// <summary>Takes ten minutes to sell.</summary>
    public const string Slow = "slow";

    /// <summary>Answers the first request for each purchase with 503, and does not sell.</summary>
    public const string FailsOnce = "failsOnce";

    /// <summary>Refuses to sell.</summary>
    public const string Refuses = "refuses";

    /// <summary>Accepts the purchase, and reports ten minutes later that it failed.</summary>
    public const string Fails = "fails";

    /// <summary>Asks every contact for verification, including those with an account.</summary>
    public const string AsksForVerification = "asksForVerification";

    /// <summary>Sends each callback twice under one id, and once more under another.</summary>
    public const string AnswersTwice = "answersTwice";

    /// <summary>Reports that licenses are issued before it reports that the account is verified.</summary>
    public const string OutOfOrder = "outOfOrder";

    /// <summary>Sells, but answers the first request for each purchase with 500.</summary>
    public const string LosesAnswer = "losesAnswer";

    /// <summary>Sells as usual, and sends no callbacks.</summary>
    public const string ForgetsCallbacks = "forgetsCallbacks";

    /// <summary>Accepts requests and never answers.</summary>
    public const string Silent = "silent";

    /// <summary>Answers every request with 503.</summary>
    public const string Unavailable = "unavailable";

    public static void AddTo(NeighbourSettings neighbours) => neighbours.Register(
        Setting,
        Normal,
        Slow,
        FailsOnce,
        Refuses,
        Fails,
        AsksForVerification,
        AnswersTwice,
        OutOfOrder,
        LosesAnswer,
        ForgetsCallbacks,
        Silent,
        Unavailable);
}
