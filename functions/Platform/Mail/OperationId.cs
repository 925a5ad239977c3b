using System.Security.Cryptography;
using System.Text;

namespace Accounts.Platform.Mail;

/// <summary>Ids under which mails are sent.</summary>
public static class OperationId
{
    /// <summary>
    /// The id of the mail that a step of a process sends: the same whenever the step runs again, so that the mail service
    /// sends it once. A UUID of version 8 (RFC 9562, section 5.8) made of the first bits of SHA-256 over the instance id,
    /// a line feed and the step, in UTF-8.
    /// </summary>
    /// <param name="processInstanceId">The orchestration instance.</param>
    /// <param name="step">Which of its mails, for example <c>reminder-2</c>; once per mail that the receiver is to get.</param>
    public static Guid Of(string processInstanceId, string step)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{processInstanceId}\n{step}"))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
