//! The anime catalogue for Rust programs: its messages as generated from the contracts, a client of its service,
//! and what a front end computes of its records.

mod client;
mod episodes;
mod score;
mod title;

pub use client::Catalog;
pub use episodes::{essential_episodes, watch_time};
pub use score::mean_score;
pub use title::heading;

/// The contracts, in modules named as their packages.
pub mod shared_proto {
    pub mod v1 {
        tonic::include_proto!("shared_proto.v1");
    }
    pub mod storage {
        pub mod v1 {
            tonic::include_proto!("shared_proto.storage.v1");
        }
    }
}
