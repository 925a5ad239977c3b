using System.Globalization;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Accounts.Tests.Platform.Http;

public sealed class RetryAfterTests
{
    [Theory]
    [InlineData("2027-03-01T00:00:00Z", 86400, 60)]
    [InlineData("2027-03-01T11:00:00Z", 46800, 60)]
    [InlineData("2027-03-01T23:59:59.9Z", 1, 1)]
    [InlineData("2027-03-02T00:30:15+01:00", 1785, 45)]
    public void It_is_the_time_that_is_left(string now, int ofDay, int ofMinute)
    {
        var at = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);
        Assert.Equal($"{ofDay}", RetryAfter.Seconds(RetryAfter.LeftOfDay(at)));
        Assert.Equal($"{ofMinute}", RetryAfter.Seconds(RetryAfter.LeftOfMinute(at)));
    }

    /// <summary>A new failure is covered automatically.</summary>
    [Fact]
    public async Task Every_refusal_for_too_many_says_how_long_it_lasts_and_none_always_says_the_same()
    {
        var tooMany = 0;
        foreach (var type in typeof(Failure).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Failure)) && !type.IsAbstract))
        {
            var constructor = type.GetConstructors()[0];
            var parameters = constructor.GetParameters();
            if (!parameters.All(
                parameter => parameter.ParameterType == typeof(string)
                    || parameter.ParameterType == typeof(int)
                    || parameter.ParameterType == typeof(TimeSpan)))
                continue;
            var failure = (Failure)constructor.Invoke([.. parameters.Select(parameter =>
                parameter.ParameterType == typeof(string)
                    ? "x"
                    : parameter.ParameterType == typeof(int)
                    ? 77
                    : (object)TimeSpan.FromSeconds(76.5))]);
            if (failure.Status != StatusCodes.Status429TooManyRequests)
                continue;
            tooMany++;
            var http = new DefaultHttpContext();
            await failure.ExecuteAsync(http);
            Assert.Equal($"{type.Name}: 77", $"{type.Name}: {http.Response.Headers.RetryAfter}");
        }

        Assert.True(tooMany >= 7);
    }
}
