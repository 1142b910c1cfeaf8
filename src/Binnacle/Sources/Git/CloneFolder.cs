using Binnacle.History;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Jobs;

namespace Binnacle.Sources.Git;

/// <summary>Where clones of addresses are kept, under the data folder. Repositories given as folders are read in place.</summary>
public sealed class CloneFolder(string path, ClonePolicy policy)
{
    public async Task<GitRepository> OpenAsync(
        Repository repository,
        IProgress<JobProgress> progress,
        CancellationToken cancellation
    )
    {
        if (!repository.IsClone)
            return await GitRepository.OpenAsync(repository.Location, cancellation);
        var folder = Path.Combine(path, $"{repository.Id:N}.git");
        var cloning = new Progress<CloneProgress>(step => progress.Report(new(step.Step, step.Percent, 100)));
        if (Directory.Exists(folder))
            await RepositoryClone.UpdateAsync(repository.Location, folder, policy, cloning, cancellation);
        else
        {
            Directory.CreateDirectory(path);
            // What a killed process left of an unfinished clone.
            foreach (var left in Directory.GetDirectories(path, $"{repository.Id:N}.git.unfinished-*"))
                Directory.Delete(left, recursive: true);
            await RepositoryClone.CloneAsync(repository.Location, folder, policy, cloning, cancellation);
        }
        return await GitRepository.OpenAsync(folder, cancellation);
    }
}
