namespace Accounts.Emulator.Email;

/// <summary>An error of the mail service: status, code and message.</summary>
internal sealed record EmailError(int Status, string Code, string Message)
{
    public static readonly EmailError TooLarge = new(413, "RequestEntityTooLarge", "The mail with its attachments is larger than 10 MB.");
    public static readonly EmailError NotFound = new(404, "NotFound", "There is no operation with this id.");

    public static EmailError Invalid(string message) => new(400, "BadRequest", message);
}
