namespace Binnacle.Browser.Tests;

/// <summary>A real repository, read by the server that is looked at.</summary>
public sealed class SampleBinnacle : ServedBinnacle
{
    protected override string ReadyLine => "The Review is ready: ";

    protected override Task<string> SubjectAsync(string folder) => SampleRepository.MakeAsync(folder);
}
