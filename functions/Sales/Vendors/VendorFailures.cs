using System.Diagnostics.CodeAnalysis;
using Accounts.Platform.Processes;

namespace Accounts.Sales.Vendors;

/// <summary>The vendor did not answer, or not now: network, timeout, 429, 5xx, or an open circuit. Must be tried again.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "The name is what an operator reads as the error type of a failed step.")]
public sealed class VendorUnavailable : RetriableException
{
    internal VendorUnavailable(string message) : base(message)
    {
    }
}

/// <summary>
/// The vendor does not accept our request as it is: our key there, our settings, or one of the two interfaces has changed. A
/// person must check it.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "The name is what an operator reads as the error type of a failed step.")]
public sealed class VendorMisunderstanding : Exception
{
    internal VendorMisunderstanding(string message) : base(message)
    {
    }
}
