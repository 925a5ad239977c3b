namespace Accounts.Tests.Stories;

/// <summary>What people do and what comes of it, on whatever engine.</summary>
internal abstract class Story
{
    public abstract string Name { get; }

    /// <summary>Whether a day lasts a second for its invitations.</summary>
    public virtual bool HasShortDays => false;

    public abstract Task<Outcome> RunAsync(StoryApp app);
}
