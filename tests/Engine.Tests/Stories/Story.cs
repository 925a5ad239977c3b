namespace Accounts.Tests.Stories;

/// <summary>A sequence of user actions and its outcome, on any engine.</summary>
internal abstract class Story
{
    public abstract string Name { get; }

    /// <summary>Whether a day takes only a second for its invitations.</summary>
    public virtual bool HasShortDays => false;

    public abstract Task<Outcome> RunAsync(StoryApp app);
}
