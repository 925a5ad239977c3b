namespace Accounts.Emulator.Neighbours.LicenseVendor;

/// <summary>
/// What the license vendor can do, by the setting <c>licenseVendor</c>; the vendor's product code distinguishes the cases.
/// </summary>
internal static class VendorBehaviour
{
    public const string Setting = "licenseVendor";

    /// <summary>Sells at once; issues at once to contacts whose account it knows, and asks the others for verification.</summary>
    public const string Normal = "normal";

    /// <summary>Takes ten minutes to sell.</summary>
    public const string Slow = "slow";

    /// <summary>Answers the first request for each purchase with 503, and has not bought.</summary>
    public const string FailsOnce = "failsOnce";

    /// <summary>Refuses to sell.</summary>
    public const string Refuses = "refuses";

    /// <summary>Takes the purchase, and says ten minutes later that it came to nothing.</summary>
    public const string Fails = "fails";

    /// <summary>Asks every contact for verification, also those who say that they have an account.</summary>
    public const string AsksForVerification = "asksForVerification";

    /// <summary>Sends each callback twice under one id, and once more under another.</summary>
    public const string AnswersTwice = "answersTwice";

    /// <summary>Says that licenses are issued before it says that the account is verified.</summary>
    public const string OutOfOrder = "outOfOrder";

    /// <summary>Buys, and answers the first request for each purchase with 500.</summary>
    public const string LosesAnswer = "losesAnswer";

    /// <summary>Sells as usual, and sends no callbacks.</summary>
    public const string ForgetsCallbacks = "forgetsCallbacks";

    /// <summary>Takes requests and does not answer any.</summary>
    public const string Silent = "silent";

    /// <summary>Out of order.</summary>
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
