namespace Accounts.Tests;

/// <summary>A test that uses the services of the host and therefore cannot run against another process.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InProcessFactAttribute : FactAttribute
{
    public InProcessFactAttribute()
    {
        if (App.RunningHost is not null)
            Skip = InProcess.Reason;
    }
}

/// <summary>Like <see cref="InProcessFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InProcessTheoryAttribute : TheoryAttribute
{
    public InProcessTheoryAttribute()
    {
        if (App.RunningHost is not null)
            Skip = InProcess.Reason;
    }
}

internal static class InProcess
{
    public const string Reason = "Uses the services of the host, which runs elsewhere.";
}
