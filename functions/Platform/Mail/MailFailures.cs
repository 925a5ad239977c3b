using System.Diagnostics.CodeAnalysis;
using Accounts.Platform.Processes;
using Microsoft.DurableTask;

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

/// <summary>Failed mails as processes show them.</summary>
public static class MailErrors
{
    /// <summary><c>mailRefused</c> when it can never arrive, <c>mailDelayed</c> when it was given up.</summary>
    public static string CodeOf(TaskFailedException failure) => IsRefused(failure) ? "mailRefused" : "mailDelayed";

    /// <summary>Whether the mail can never arrive as it is.</summary>
    public static bool IsRefused(TaskFailedException failure) => failure.FailureDetails.IsCausedBy<MailRefused>();
}
