using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Accounts.Tests.Platform.Http;

public sealed class ETagsTests
{
    // The first 16 digits of SHA-256 over "p", and the version.
    private const string Present = "\"148de9c5a7a44d19-3\"";

    [Theory]
    [InlineData(Present)]
    [InlineData("*")]
    [InlineData("\"148de9c5a7a44d19-3-0123456789abcdef\"")] // of an answer
    [InlineData(Present + ", " + Present)]
    [InlineData("\"1\", \"1\", " + Present)]
    [InlineData("\"1\", " + Present)]
    [InlineData("\"a,b\"," + Present)]
    [InlineData("W/" + Present + ", " + Present)]
    public void The_present_version_may_be_written(string ifMatch) => Assert.Null(Check(ifMatch));

    [Theory]
    [InlineData("\"83878c91171338902e0fe0fb97a8c47a-2\"")]
    [InlineData("W/" + Present)] // If-Match compares strongly, RFC 9110 13.1.1
    [InlineData("\"03\"")]
    [InlineData("\"\"")]
    [InlineData("\"1\", \"2\"")]
    [InlineData("\"1\", \"1\"")]
    [InlineData("\"148de9c5a7a44d19-30\"")]
    public void Another_version_may_not(string ifMatch)
    {
        var failure = Assert.IsType<ChangedMeanwhile>(Check(ifMatch));
        Assert.Equal(412, failure.Status);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("'3'")]
    [InlineData("\"3")]
    [InlineData("\"3\" \"4\"")]
    [InlineData("**")]
    [InlineData(" ")]
    [InlineData("")]
    public void What_is_no_entity_tag_is_told_so(string ifMatch)
    {
        var failure = Assert.IsType<HeaderInvalid>(Check(ifMatch));
        Assert.Equal(("If-Match", 400), (failure.Header, failure.Status));
    }

    [Fact]
    public void An_answer_that_shows_something_else_has_another_tag() =>
        Assert.NotEqual(ETags.Of(new Thing("p", 3), "pending"), ETags.Of(new Thing("p", 3), "verified"));

    [Fact]
    public void Several_headers_are_one_list() => Assert.Null(Check(new StringValues(["\"1\"", Present])));

    [Fact]
    public void Without_the_header_nothing_is_written() =>
        Assert.Equal(428, Assert.IsType<PreconditionRequired>(Check(StringValues.Empty)).Status);

    [Fact]
    public void Another_life_of_the_thing_has_other_tags() => Assert.NotEqual(ETags.Of(new Thing("p", 3)), ETags.Of(new Thing("q", 3)));

    private static Failure? Check(StringValues ifMatch)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.IfMatch = ifMatch;
        return ETags.Check(request, new Thing("p", 3));
    }

    private sealed record Thing(string Life, int Version) : IVersioned;
}
