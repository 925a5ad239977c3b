using System.Security.Cryptography;
using System.Text;

namespace Accounts.Platform.Mail;

public static class OperationId
{
    /// <summary>
    /// The id of a mail that a step of a process sends. It is the same when the step runs again, so that the mail service sends
    /// the mail once. A UUID of version 8 (RFC 9562, section 5.8) from the first bits of SHA-256 over the instance id, a line feed
    /// and the step, in UTF-8.
    /// </summary>
    /// <param name="processInstanceId">The orchestration instance.</param>
    /// <param name="step">The mail within the process, for example <c>reminder-2</c>; different for each mail to be sent.</param>
    public static Guid Of(string processInstanceId, string step)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{processInstanceId}\n{step}"))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
