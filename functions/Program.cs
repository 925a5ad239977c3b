namespace Accounts;

/// <summary>The app's entry point.</summary>
public static class Program
{
    /// <summary>Starts the host.</summary>
    public static void Main()
    {
    }
}
