using System.ComponentModel.DataAnnotations;

namespace Accounts.Customers.Invitations;

/// <summary>Section <c>Invitations</c>.</summary>
public sealed class InvitationOptions
{
    /// <summary>Days after the sending on which a reminder goes out.</summary>
    private static readonly int[] ReminderDays = [3, 10];

    /// <summary>How long an invitation can be accepted, in days.</summary>
    [Range(1, 30, ErrorMessage = "Set Invitations:ValidDays to a number from 1 to 30.")]
    public int ValidDays { get; set; } = 14;

    /// <summary>Maximum number of open invitations of an organization.</summary>
    [Range(1, 10_000, ErrorMessage = "Set Invitations:MaxOpen to a number from 1 to 10000.")]
    public int MaxOpen { get; set; } = 100;

    /// <summary>
    /// Maximum number of mails per day to one address, from all organizations together. Addresses that members of the sending
    /// organization have verified are not limited.
    /// </summary>
    [Range(1, 1000, ErrorMessage = "Set Invitations:MaxMailsPerDay to a number from 1 to 1000.")]
    public int MaxMailsPerDay { get; set; } = 5;

    /// <summary>Secret that the tokens are derived from: 32 bytes or more, as base64.</summary>
    [Required(ErrorMessage = "Set Invitations:TokenKey to at least 32 random bytes as base64.")]
    [Base64String(ErrorMessage = "Set Invitations:TokenKey to at least 32 random bytes as base64.")]
    [MinLength(44, ErrorMessage = "Set Invitations:TokenKey to at least 32 random bytes as base64.")]
    public string TokenKey { get; set; } = null!;

    /// <summary>Length of a day. Not a setting: for tests on an engine whose clock cannot be moved.</summary>
    internal TimeSpan Day { get; set; } = TimeSpan.FromDays(1);

    internal TimeSpan Validity => Day * ValidDays;

    /// <summary>When the receiver is reminded.</summary>
    internal IEnumerable<DateTime> RemindersOf(Invitation invitation) =>
        ReminderDays.Select(day => (invitation.SentAt + Day * day).UtcDateTime).Where(due => due < invitation.ExpiresAt.UtcDateTime);
}
