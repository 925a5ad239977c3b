using Accounts.Emulator.Neighbours;
using Azure;
using Azure.Communication.Email;

namespace Accounts.Emulator.Email;

/// <summary>What the mail service can do, by the setting <c>mail</c>; cases are told apart by the receiver's address.</summary>
internal static class MailService
{
    private const string Setting = "mail";
    private const string Delivering = "delivering";

    /// <summary>Will not take the mail, now or later.</summary>
    private const string Refusing = "refusing";

    /// <summary>Too many requests.</summary>
    private const string Overloaded = "overloaded";

    public static void AddTo(NeighbourSettings neighbours) => neighbours.Register(Setting, Delivering, Refusing, Overloaded);

    /// <exception cref="RequestFailedException">The service is set not to deliver to one of the receivers.</exception>
    public static void Meet(NeighbourSettings neighbours, IEnumerable<EmailAddress> receivers)
    {
        foreach (var receiver in receivers)
        {
            switch (neighbours.BehaviourOf(Setting, receiver.Address))
            {
                case Refusing:
                    throw new RequestFailedException(400, "The receiver is refused, as the emulator was told.", "EmailDropped", null);
                case Overloaded:
                    throw new RequestFailedException(429, "Too many requests, as the emulator was told.", "TooManyRequests", null);
            }
        }
    }
}
