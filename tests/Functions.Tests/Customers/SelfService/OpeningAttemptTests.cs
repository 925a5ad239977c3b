using Accounts.Customers.Organizations;
using Accounts.Customers.SelfService;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;

namespace Accounts.Tests.Customers.SelfService;

public sealed class OpeningAttemptTests
{
    private static readonly CreatingRequest Request = new("r-1", "body");
    private static readonly OpeningAttempt Attempt = OpeningAttempt.Of(Request, App.Start);

    [Fact]
    public void Another_request_waits_a_while_and_then_goes_on()
    {
        var inFlight = Assert.IsType<RequestInFlight>(Attempt.RefuseToGoOn(Request, App.Start.AddSeconds(4)));
        Assert.Equal(TimeSpan.FromSeconds(6), inFlight.RetryAfter);
        Assert.Null(Attempt.RefuseToGoOn(Request, App.Start + OpeningAttempt.Patience));
    }

    [Fact]
    public void Another_body_never_goes_on() =>
        Assert.IsType<IdempotencyKeyReused>(
            Attempt.RefuseToGoOn(Request with { Fingerprint = "other" }, App.Start + OpeningAttempt.Patience));

    [Fact]
    public void After_a_day_the_key_is_free()
    {
        Assert.False(Attempt.IsForgotten(App.Start + CreatingRequest.Kept - TimeSpan.FromSeconds(1)));
        Assert.True(Attempt.IsForgotten(App.Start + CreatingRequest.Kept));
    }

    [Fact]
    public void A_taken_number_is_the_only_thing_that_changes()
    {
        var another = Attempt.WithAnotherNumber();
        Assert.NotEqual(Attempt.Number, another.Number);
        Assert.Equal(Attempt, another with { Number = Attempt.Number });
    }
}
