using Token = Accounts.Emulator.Tables.FilterTokens.Token;

namespace Accounts.Emulator.Tables;

/// <summary>
/// Reads a filter: <c>or</c> binds weakest, then <c>and</c>, then <c>not</c>; a comparison is a property,
/// an operator and a value in either order.
/// </summary>
internal sealed class FilterParser
{
    // Nesting uses the stack. The service has limits, too.
    private const int MaxDepth = 100;
    private readonly List<Token> _tokens;
    private int _at;
    private int _depth;

    private FilterParser(List<Token> tokens) => _tokens = tokens;

    /// <exception cref="TableErrorException">The filter cannot be read: 400 InvalidInput.</exception>
    public static Filter? Parse(string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter))
            return null;
        try
        {
            var parser = new FilterParser(FilterTokens.Read(filter));
            var tree = parser.Or();
            return parser._at == parser._tokens.Count ? tree : throw new FormatException("Text after the end.");
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new TableErrorException(TableError.FilterInvalid);
        }
    }

    private Filter Or()
    {
        var left = And();
        while (Take("or"))
            left = new Filter.Or(left, And());
        return left;
    }

    private Filter And()
    {
        var left = Not();
        while (Take("and"))
            left = new Filter.And(left, Not());
        return left;
    }

    private Filter Not()
    {
        if (++_depth > MaxDepth)
            throw new FormatException("Nested too deeply.");
        var tree = Take("not") ? new Filter.Not(Not()) : Take("(") ? Parentheses() : Comparison();
        _depth--;
        return tree;
    }

    private Filter Parentheses()
    {
        var tree = Or();
        return Take(")") ? tree : throw new FormatException("A parenthesis is not closed.");
    }

    private Filter Comparison()
    {
        var left = Next();
        if (left.Value is bool constant && (_at == _tokens.Count || !IsOperator(_tokens[_at].Word)))
            return new Filter.Constant(constant);
        var operation = Next().Word;
        var right = Next();
        if (!IsOperator(operation))
            throw new FormatException("An operator is missing.");
        if (left.Word is { } property && right.Value is { } value && IsProperty(property))
            return new Filter.Comparison(property, operation!, value);
        if (right.Word is { } other && left.Value is { } literal && IsProperty(other))
            return new Filter.Comparison(other, Mirrored(operation!), literal);
        throw new FormatException("A comparison needs a property and a value.");
    }

    private Token Next() => _at < _tokens.Count ? _tokens[_at++] : throw new FormatException("Ends too early.");

    private bool Take(string word)
    {
        if (_at >= _tokens.Count || _tokens[_at].Word != word)
            return false;
        _at++;
        return true;
    }

    private static bool IsOperator(string? word) => word is "eq" or "ne" or "gt" or "ge" or "lt" or "le";

    private static bool IsProperty(string word) => char.IsLetter(word[0]) || word[0] == '_';

    private static string Mirrored(string operation) => operation switch
    {
        "gt" => "lt",
        "ge" => "le",
        "lt" => "gt",
        "le" => "ge",
        _ => operation,
    };
}
