using System.Diagnostics.CodeAnalysis;
using Accounts.Platform.Processes;

namespace Accounts.Platform.Mail;

/// <summary>The mail will never arrive as it is: the mail service refuses it, or gave it up. Sending it again is useless.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "The name is what an operator reads as the error type of a failed step.")]
public sealed class MailRefused : Exception
{
    internal MailRefused(string message) : base(message)
    {
    }
}

/// <summary>
/// The mail could not be handed over this time: too many requests, a fault of the service, the network, our own settings.
/// To be sent again, under the same operation id.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "The name is what an operator reads as the error type of a failed step.")]
public sealed class MailDelayed : RetriableException
{
    internal MailDelayed(string message) : base(message)
    {
    }
}
