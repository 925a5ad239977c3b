using System.Diagnostics.CodeAnalysis;
using Accounts.Platform.Processes;

namespace Accounts.Platform.Mail;

/// <summary>A permanent failure: the mail service refused the mail, or gave up. Sending it again is useless.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "The name is what an operator reads as the error type of a failed step.")]
public sealed class MailRefused : Exception
{
    internal MailRefused(string message) : base(message)
    {
    }
}

/// <summary>
/// A temporary failure: too many requests, or a problem of the service, the network or our own settings. The mail must be sent
/// again under the same operation id.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "The name is what an operator reads as the error type of a failed step.")]
public sealed class MailDelayed : RetriableException
{
    internal MailDelayed(string message) : base(message)
    {
    }
}
