using System.Security.Cryptography;
using System.Text;

namespace Binnacle.Platform.Facts;

/// <summary>
/// A thing in a tool that a source tells of, again and again and in any order. Every telling is joined with what is known:
/// the same in any order, and the same when told twice.
/// </summary>
public abstract class Fact
{
    public Guid Id { get; set; }

    /// <summary>Its name in the world, the same whoever tells of it: <c>github.com/octo/hello/changes/12</c>.</summary>
    public string Key { get; set; } = "";

    /// <summary>The code host's repository: <c>github.com/octo/hello</c>; empty where it belongs to none.</summary>
    public string RepositoryKey { get; set; } = "";

    /// <summary>The repository of the catalogue, where one has this address.</summary>
    public Guid? RepositoryId { get; set; }

    /// <summary>When each of its newest members was said; kept so that an older telling changes nothing.</summary>
    public string Stamps { get; set; } = "";
}

/// <summary>Of two tellings the newer one holds; of two at the same moment the greater.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NewestAttribute : Attribute;

/// <summary>The earliest moment that was told.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EarliestAttribute : Attribute;

/// <summary>The latest moment, or the largest number, that was told.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LatestAttribute : Attribute;

/// <summary>What a source tells: a fact with the members it knows, the others null, and the moment it speaks of.</summary>
public sealed record Telling(Fact Fact, DateTime At);

public static class FactIds
{
    /// <summary>What begins with its repository is told apart by that already.</summary>
    public static string Key(string host, string kind, string repositoryKey, string name) =>
        repositoryKey.Length > 0 && name.StartsWith($"{repositoryKey}/", StringComparison.Ordinal)
            ? name
            : $"{host}/{kind}/{name}";

    /// <summary>The same key has the same id everywhere, so that facts name each other before either was told.</summary>
    public static Guid Of(string kind, string key) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{key}")).AsSpan(0, 16));
}
